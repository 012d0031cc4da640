import type { InvoiceRow } from '@mashang/contract'
import { fen, plainYuan } from '@mashang/invoice'
import { Link } from '@tanstack/react-router'
import { exactTime, yuan } from '../format.ts'
import type { Column } from '../list/grid.tsx'
import { Dot } from '../parts/dot.tsx'
import { ShortTime } from '../parts/time.tsx'
import { useSay } from '../preferences.tsx'
import type { Say } from '../words/say.ts'
import { deliveryTones } from './delivery-tones.ts'

export function useInvoiceColumns(): Column<InvoiceRow>[] {
  const say = useSay()
  return [
    {
      key: 'number',
      title: say('inv.number'),
      width: 184,
      phone: 'title',
      render: ({ id, number }) => (
        <Link from="/invoices" search={(all) => ({ ...all, id })}>
          {number}
        </Link>
      ),
    },
    { key: 'at', title: say('inv.issued-at'), width: 112, render: (row) => <ShortTime at={row.issuedAt} /> },
    {
      key: 'buyer',
      title: say('inv.buyer'),
      render: ({ buyer }) => (
        <>
          <span className="clip" title={buyer.name}>
            {buyer.name}
          </span>
          {buyer.taxpayerId && <span className="two">{buyer.taxpayerId}</span>}
        </>
      ),
    },
    {
      key: 'organization',
      title: say('inv.organization'),
      width: 132,
      render: ({ organization }) => (
        <Link to="/organizations" search={{ id: organization.id }}>
          {organization.name}
        </Link>
      ),
    },
    { key: 'gross', title: say('inv.gross'), width: 132, right: true, render: (row) => yuan(row.grossFen) },
    {
      key: 'tax',
      title: say('inv.tax'),
      yields: 3,
      width: 128,
      right: true,
      render: (row) => <span className="secondary">{yuan(row.taxFen)}</span>,
    },
    { key: 'delivery', title: say('inv.delivery'), width: 120, render: (row) => <Delivery status={row.delivery} /> },
    {
      key: 'source',
      title: say('inv.source'),
      yields: 2,
      width: 148,
      render: (row) => <span className="secondary">{say(`source.${row.source}`)}</span>,
    },
  ]
}

export function Delivery({ status }: { status: InvoiceRow['delivery'] }) {
  const say = useSay()
  if (!status) return <Dot tone="off">{say('delivery.none')}</Dot>
  return <Dot tone={deliveryTones[status]}>{say(`delivery.${status}`)}</Dot>
}

/** The head line of the exported table. */
export function invoiceHead(say: Say): string[] {
  return [
    say('inv.number'),
    say('inv.issued-at'),
    say('inv.buyer'),
    say('inv.buyer-id'),
    say('qr.organization-code'),
    say('inv.organization'),
    say('inv.gross'),
    say('inv.tax'),
    say('inv.delivery'),
    say('inv.source'),
  ]
}

export function invoiceCells(row: InvoiceRow, say: Say): (string | undefined)[] {
  return [
    row.number,
    exactTime(row.issuedAt),
    row.buyer.name,
    row.buyer.taxpayerId,
    row.organization.code,
    row.organization.name,
    plainYuan(fen(row.grossFen)),
    plainYuan(fen(row.taxFen)),
    say(`delivery.${row.delivery ?? 'none'}`),
    say(`source.${row.source}`),
  ]
}
