import type { Invoice } from '@mashang/contract'
import { Grid } from '../list/grid.tsx'
import { ShortTime } from '../parts/time.tsx'
import { useSay } from '../preferences.tsx'
import { Delivery } from './invoice-columns.tsx'

export function Deliveries({ deliveries }: { deliveries: Invoice['deliveries'] }) {
  const say = useSay()
  return (
    <section className="deliveries">
      <h2 className="small-title">{say('inv.deliveries')}</h2>
      <Grid
        label={say('inv.deliveries')}
        rows={deliveries}
        keyOf={(delivery) => delivery.id}
        columns={[
          {
            key: 'to',
            title: say('inv.recipient'),
            width: 216,
            phone: 'title',
            render: ({ address }) => <span title={address}>{address}</span>,
          },
          { key: 'status', title: say('inv.status'), width: 104, render: ({ status }) => <Delivery status={status} /> },
          {
            key: 'note',
            title: say('inv.note'),
            render: ({ status, error, attempts }) =>
              error ? (
                <span className="bad" title={error}>
                  {error}
                </span>
              ) : (
                <span className="secondary">
                  {status === 'sent' ? say('inv.accepted') : attempts > 0 && say('inv.attempts', { n: attempts })}
                </span>
              ),
          },
          {
            key: 'at',
            title: say('inv.time'),
            width: 112,
            right: true,
            render: ({ sentAt, createdAt }) => <ShortTime at={sentAt ?? createdAt} />,
          },
        ]}
        empty={say('inv.no-deliveries')}
      />
    </section>
  )
}
