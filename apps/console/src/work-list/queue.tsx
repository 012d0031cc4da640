import type { ApplicationRow, ConsoleCalls } from '@mashang/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { clockTime, duration, yuan } from '../format.ts'
import { Key } from '../keys/key.tsx'
import { SearchField } from '../list/search-field.tsx'
import { Views } from '../list/views.tsx'
import { useSay } from '../preferences.tsx'
import { type WorkTab, workTabs } from '../search.ts'
import { LoadTrouble } from '../shell/trouble.tsx'
import { useNow } from './use-now.ts'
import { waitingTone } from './waiting.ts'

export const tabWords = {
  reviewing: 'work.waiting',
  issuing: 'work.issuing',
  failed: 'work.failed',
  issued: 'work.issued',
  ended: 'work.ended',
} as const

type List = ConsoleCalls['GET /api/console/applications']['reply']

type Props = {
  list: UseQueryResult<List>
  tab: WorkTab
  q: string | undefined
  selected: string | undefined
  onTab: (tab: WorkTab) => void
  onSearch: (q: string | undefined) => void
  onOpen: (id: string) => void
}

export function Queue({ list, tab, q, selected, onTab, onSearch, onOpen }: Props) {
  const say = useSay()
  const now = useNow()
  const { rows, counts } = list.data ?? {}
  const oldest = tab === 'reviewing' ? rows?.[0] : undefined
  return (
    <section className="queue" aria-label={say('work.queue')}>
      <div className="queue-head">
        <h1>{say('work.title')}</h1>
        {oldest && (
          <span className="tertiary small">
            {say('work.oldest', { time: duration(say, now - Date.parse(oldest.submittedAt)) })}
          </span>
        )}
      </div>
      <Views
        label={say('list.views')}
        value={tab}
        onChange={onTab}
        views={workTabs
          .filter((value) => value !== 'ended' || tab === 'ended')
          .map((value) => ({
            value,
            label: say(tabWords[value]),
            count: value === 'ended' ? undefined : counts?.[value],
            urgent: value === 'failed',
          }))}
      />
      <div className="queue-search">
        <SearchField label={say('work.search')} value={q} onChange={onSearch} />
      </div>
      {list.error && !rows ? (
        <LoadTrouble error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <ol className="queue-rows">
          {rows?.map((row) => (
            <QueueRow key={row.id} row={row} now={now} tab={tab} selected={row.id === selected} onOpen={onOpen} />
          ))}
          {list.isPending && <QueueWaiting />}
          {rows?.length === 0 && <li className="queue-none tertiary">{say(noneWords(tab, q))}</li>}
        </ol>
      )}
      <div className="queue-foot tertiary">
        <Key>Alt ↑ ↓</Key> {say('work.steps')}
      </div>
    </section>
  )
}

/** Keeps the place of the rows that are on their way. */
function QueueWaiting() {
  return [58, 72, 46, 64].map((width) => (
    <li key={width} className="queue-waiting" aria-hidden="true">
      <span style={{ width: `${width}%` }} />
      <span style={{ width: `${width - 20}%` }} />
    </li>
  ))
}

type RowProps = { row: ApplicationRow; now: number; tab: WorkTab; selected: boolean; onOpen: (id: string) => void }

function QueueRow({ row, now, tab, selected, onOpen }: RowProps) {
  const say = useSay()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (selected) button.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  const waited = now - Date.parse(row.submittedAt)
  const isWaiting = tab === 'reviewing' || tab === 'failed'
  const where = [row.organization.name, row.qrCode?.name, say(`buyer.${row.buyer.kind}`)].filter(Boolean).join(' · ')
  return (
    <li>
      <button
        ref={button}
        type="button"
        className="queue-row"
        aria-current={selected ? 'true' : undefined}
        onClick={() => onOpen(row.id)}
      >
        <span className="queue-name" title={row.buyer.name}>
          {row.buyer.name}
        </span>
        <span className={isWaiting ? waitingTone(waited) : 'tertiary'}>
          {isWaiting ? duration(say, waited) : clockTime(row.endedAt ?? row.submittedAt)}
        </span>
        <span className="queue-where">
          {tab === 'failed' ? (row.reason ?? say(`application.${row.status}`)) : where}
        </span>
        <span className="tertiary">{row.grossFen === undefined ? say('work.no-amount') : yuan(row.grossFen)}</span>
      </button>
    </li>
  )
}

function noneWords(tab: WorkTab, q: string | undefined) {
  if (q || tab === 'ended') return 'list.none'
  return (
    {
      reviewing: 'work.clear',
      issuing: 'work.none-issuing',
      failed: 'work.none-failed',
      issued: 'work.none-issued',
    } as const
  )[tab]
}
