import type { Application, Item } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { reading } from '../api.ts'
import { LeftIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import { LoadTrouble } from '../shell/trouble.tsx'
import { ApplicationHead } from './application-head.tsx'
import { Blocked } from './blocked.tsx'
import { Record } from './record.tsx'
import { Refused } from './refused.tsx'
import { Review } from './review.tsx'

const POLL_MS = 4_000

export type Decision = {
  /** Called when the application has left the list. */
  onDecided: () => void
  /** To the next one without deciding; absent on the last. */
  onSkip: (() => void) | undefined
}

type Props = Decision & { id: string; onBack: () => void }

export function ApplicationPanel({ id, onBack, ...decision }: Props) {
  const say = useSay()
  const application = useQuery({
    ...reading('GET /api/console/applications/{id}', { params: { id } }),
    refetchInterval: POLL_MS,
  })
  const items = useQuery({ ...reading('GET /api/console/items', {}), staleTime: 60_000 })
  const error = application.error ?? items.error
  return (
    <section className="application" aria-label={application.data?.buyer.name ?? say('list.loading')}>
      <Button className="phone-back" type="text" icon={<LeftIcon />} onClick={onBack}>
        {say('work.back')}
      </Button>
      {application.data && items.data ? (
        <Body application={application.data} items={items.data.rows} {...decision} />
      ) : error ? (
        <LoadTrouble
          error={error}
          onRetry={() => {
            void application.refetch()
            void items.refetch()
          }}
        />
      ) : (
        <Skeleton active title={false} className="drawer-skeleton" />
      )}
    </section>
  )
}

type BodyProps = Decision & { application: Application; items: Item[] }

/** What can be done depends on the application's life, nothing else. */
function Body(props: BodyProps) {
  const { application } = props
  const head = <ApplicationHead application={application} />
  switch (application.status) {
    case 'submitted':
    case 'reviewing':
      return <Review {...props} head={head} />
    case 'refused':
      return <Refused {...props} head={head} />
    case 'blocked':
      return <Blocked {...props} head={head} />
    default:
      return <Record application={application} head={head} />
  }
}
