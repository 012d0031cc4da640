import type { ApplicationRow } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { shortNumber, yuan } from '../format.ts'
import type { Column } from '../list/grid.tsx'
import { Dot, type Tone } from '../parts/dot.tsx'
import { ShortTime } from '../parts/time.tsx'
import { useSay } from '../preferences.tsx'
import type { WorkTab } from '../search.ts'

type Status = ApplicationRow['status']

const tabs: Record<Status, WorkTab> = {
  submitted: 'reviewing',
  reviewing: 'reviewing',
  approved: 'issuing',
  issuing: 'issuing',
  issued: 'issued',
  refused: 'failed',
  blocked: 'failed',
  rejected: 'ended',
  withdrawn: 'ended',
}

/** Where in the work list an application stands. */
export function tabOf(status: Status): WorkTab {
  return tabs[status]
}

const tones: Record<Status, Tone> = {
  submitted: 'open',
  reviewing: 'open',
  approved: 'busy',
  issuing: 'busy',
  issued: 'ok',
  refused: 'bad',
  blocked: 'bad',
  rejected: 'off',
  withdrawn: 'off',
}

export function useApplicationColumns(): Column<ApplicationRow>[] {
  const say = useSay()
  return [
    { key: 'at', title: say('app.submitted-at'), width: 112, render: (row) => <ShortTime at={row.submittedAt} /> },
    {
      key: 'title',
      title: say('app.title-column'),
      phone: 'title',
      render: ({ id, status, buyer }) => (
        <>
          <Link className="clip" to="/work-list" search={{ tab: tabOf(status), id }} title={buyer.name}>
            {buyer.name}
          </Link>
          <span className="two">{buyer.taxpayerId ?? say(`buyer.${buyer.kind}`)}</span>
        </>
      ),
    },
    {
      key: 'organization',
      title: say('app.organization'),
      width: 132,
      render: ({ organization }) => (
        <Link to="/organizations" search={{ id: organization.id }}>
          {organization.name}
        </Link>
      ),
    },
    {
      key: 'source',
      title: say('app.source'),
      yields: 3,
      width: 108,
      render: ({ qrCode }) =>
        qrCode ? (
          <Link to="/qr-codes" search={{ code: qrCode.id }}>
            {qrCode.name}
          </Link>
        ) : (
          '—'
        ),
    },
    { key: 'order', title: say('app.order'), width: 116, yields: 2, render: (row) => row.orderNumber ?? '—' },
    {
      key: 'gross',
      title: say('app.gross'),
      width: 112,
      right: true,
      render: ({ grossFen }) => (grossFen === undefined ? '—' : yuan(grossFen)),
    },
    {
      key: 'status',
      title: say('app.status'),
      width: 112,
      render: ({ status }) => <Dot tone={tones[status]}>{say(`application.${status}`)}</Dot>,
    },
    { key: 'reason', title: say('app.reason'), width: 176, render: (row) => <Outcome row={row} /> },
  ]
}

/** The invoice, the reason there is none, or what to do now. */
function Outcome({ row: { id, status, invoiceNumber, reason } }: { row: ApplicationRow }) {
  const say = useSay()
  if (invoiceNumber)
    return (
      <Link to="/invoices" search={{ q: invoiceNumber }} title={invoiceNumber}>
        {say('app.invoice')} {shortNumber(invoiceNumber)}
      </Link>
    )
  if (tabOf(status) === 'reviewing')
    return (
      <Link to="/work-list" search={{ tab: 'reviewing', id }}>
        {say('app.verb')}
      </Link>
    )
  return reason ? (
    <span className="secondary" title={reason}>
      {reason}
    </span>
  ) : (
    '—'
  )
}
