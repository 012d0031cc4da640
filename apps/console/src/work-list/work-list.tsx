import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { reading } from '../api.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useSay } from '../preferences.tsx'
import { ApplicationPanel } from './application-panel.tsx'
import { Queue } from './queue.tsx'
import './work-list.css'

const route = getRouteApi('/signed-in/shell/work-list')
const POLL_MS = 4_000
const QUEUE = 200

/** 静态二维码开票 (F17010): the queue left, the application right, one key per decision. */
export function WorkList() {
  const { tab = 'reviewing', q, id } = route.useSearch()
  const navigate = route.useNavigate()
  const order = tab === 'reviewing' || tab === 'failed' ? 'oldest' : 'newest'
  const list = useQuery({
    ...reading('GET /api/console/applications', { query: { status: tab, q, order, limit: QUEUE } }),
    refetchInterval: POLL_MS,
    placeholderData: (before, query) => (query?.queryKey[1].query.status === tab ? before : undefined),
  })
  const rows = list.data?.rows
  const open = (next: string | undefined, replace = false) =>
    navigate({ search: (all) => ({ ...all, id: next }), replace })

  // Beside the queue there is room for an application: open the first, and pin it while others come and go.
  const first = rows?.[0]?.id
  useEffect(() => {
    if (!id && first && matchMedia('(min-width: 761px)').matches) void open(first, true)
  })

  const neighbour = (step: number) => rows?.[rows.findIndex((row) => row.id === id) + step]?.id
  const move = (step: number) => {
    const to = neighbour(step)
    if (to) void open(to)
  }
  const onDecided = () => void open(neighbour(1) ?? neighbour(-1), true)
  useKeys({
    'Alt+ArrowDown': () => move(1),
    'Alt+ArrowUp': () => move(-1),
    'Alt+s': () => move(1),
    j: () => move(1),
    k: () => move(-1),
  })

  return (
    <div className="work" data-page={id ? 'application' : 'queue'}>
      <Queue
        list={list}
        tab={tab}
        q={q}
        selected={id}
        onTab={(value) => void navigate({ search: (all) => ({ ...all, tab: value, id: undefined }) })}
        onSearch={(value) => void navigate({ search: (all) => ({ ...all, q: value }), replace: true })}
        onOpen={(next) => void open(next)}
      />
      {id ? (
        <ApplicationPanel
          key={id}
          id={id}
          onDecided={onDecided}
          onSkip={neighbour(1) ? () => move(1) : undefined}
          onBack={() => void open(undefined)}
        />
      ) : (
        <NothingOpen tab={tab} rows={rows?.length} searching={q !== undefined} />
      )}
    </div>
  )
}

type NothingProps = { tab: string; rows: number | undefined; searching: boolean }

function NothingOpen({ tab, rows, searching }: NothingProps) {
  const say = useSay()
  // Before the queue is known, and while its first application opens, there is nothing to say.
  if (rows !== 0) return <section className="work-empty" />
  const isDone = tab === 'reviewing' && !searching
  return (
    <section className="work-empty">
      <h2>{say(isDone ? 'work.clear' : 'list.none')}</h2>
      {isDone && <p className="secondary">{say('work.clear-hint')}</p>}
    </section>
  )
}
