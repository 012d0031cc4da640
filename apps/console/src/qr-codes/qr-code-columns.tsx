import type { QrCodeRow } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { count, exactTime } from '../format.ts'
import type { Column } from '../list/grid.tsx'
import { Dot, type Tone } from '../parts/dot.tsx'
import { Ago, ShortTime } from '../parts/time.tsx'
import { useSay } from '../preferences.tsx'
import type { Say } from '../words/say.ts'
import { EnableSwitch } from './enable-switch.tsx'

export const codeTones: Record<QrCodeRow['status'], Tone> = {
  generated: 'ok',
  disabled: 'off',
  expired: 'warn',
  missing: 'open',
}

export function useCodeColumns(make: (organizationId: string) => void): Column<QrCodeRow>[] {
  const say = useSay()
  return [
    {
      key: 'code',
      title: say('qr.code-column'),
      width: 92,
      render: ({ organization }) => (
        <Link to="/organizations" search={{ id: organization.id }}>
          {organization.code}
        </Link>
      ),
    },
    {
      key: 'organization',
      title: say('qr.organization-name'),
      width: 112,
      phone: 'title',
      render: ({ organization }) => <span title={organization.name}>{organization.name}</span>,
    },
    { key: 'name', title: say('qr.name'), width: 104, render: (row) => <CodeName row={row} /> },
    { key: 'seller', title: say('qr.seller'), phone: 'line', render: (row) => <CodeSeller row={row} /> },
    { key: 'mode', title: say('qr.mode'), width: 108, render: ({ mode }) => (mode ? say(`mode.${mode}`) : '—') },
    {
      key: 'status',
      title: say('qr.status'),
      width: 116,
      render: (row) => <CodeStatus row={row} make={make} />,
    },
    {
      key: 'enabled',
      title: say('qr.enabled'),
      width: 60,
      render: (row) => (row.id && row.status !== 'expired' ? <EnableSwitch code={row} /> : '—'),
    },
    ...counters(say),
    { key: 'last', title: say('qr.last-scan'), width: 108, yields: 2, render: (row) => <Ago at={row.lastScanAt} /> },
    {
      key: 'updated',
      title: say('qr.updated'),
      yields: 1,
      width: 104,
      phone: 'hidden',
      render: ({ updatedAt, updatedBy }) =>
        updatedAt ? (
          <>
            {updatedBy}
            <span className="two">
              <ShortTime at={updatedAt} />
            </span>
          </>
        ) : (
          '—'
        ),
    },
  ]
}

function counters(say: Say): Column<QrCodeRow>[] {
  const column = (key: 'scansToday' | 'submittedToday' | 'issuedToday', title: string, width: number) => ({
    key,
    title,
    width,
    right: true,
    render: (row: QrCodeRow) => (row.id ? count(row[key]) : '—'),
  })
  return [
    column('scansToday', say('qr.scans-today'), 80),
    { ...column('submittedToday', say('qr.submitted'), 72), yields: 3 },
    { ...column('issuedToday', say('qr.issued'), 64), yields: 3 },
  ]
}

function CodeName({ row }: { row: QrCodeRow }) {
  if (!row.id) return '—'
  return (
    <Link from="/qr-codes" search={(all) => ({ ...all, code: row.id })} title={row.name}>
      {row.name}
    </Link>
  )
}

function CodeSeller({ row: { seller, organization } }: { row: QrCodeRow }) {
  const say = useSay()
  if (!seller)
    return (
      <>
        <span className="bad">{say('qr.seller-missing')}</span>
        <Link className="two" to="/organizations" search={{ id: organization.id }}>
          {say('qr.set-seller')}
        </Link>
      </>
    )
  return (
    <>
      <span className="clip" title={seller.name}>
        {seller.name}
      </span>
      <span className="two">{seller.taxpayerId}</span>
    </>
  )
}

function CodeStatus({ row, make }: { row: QrCodeRow; make: (organizationId: string) => void }) {
  const say = useSay()
  const { id, organization, status } = row
  if (id)
    return (
      <Dot tone={codeTones[status]}>
        <Link from="/qr-codes" search={(all) => ({ ...all, code: id })}>
          {say(`status.${status}`)}
        </Link>
      </Dot>
    )
  return (
    <span style={{ display: 'flex', gap: 12 }}>
      <Dot tone="open">{say('status.missing')}</Dot>
      {row.seller && (
        <button
          type="button"
          className="link"
          aria-label={say('qr.make-for', { code: organization.code, name: organization.name })}
          onClick={() => make(organization.id)}
        >
          {say('qr.make')}
        </button>
      )}
    </span>
  )
}

/** The head line of the exported table. */
export function codeHead(say: Say): string[] {
  return [
    say('qr.organization-code'),
    say('qr.organization-name'),
    say('qr.name'),
    say('qr.short-name'),
    say('qr.seller-name'),
    say('qr.seller-id'),
    say('qr.mode'),
    say('qr.status'),
    say('qr.expires'),
    say('qr.scans-today'),
    say('qr.submitted'),
    say('qr.issued'),
    say('qr.last-scan'),
    say('qr.updated-by'),
    say('qr.updated'),
  ]
}

export function codeCells(row: QrCodeRow, say: Say): (string | number | undefined)[] {
  return [
    row.organization.code,
    row.organization.name,
    row.name,
    row.shortName,
    row.seller?.name,
    row.seller?.taxpayerId,
    row.mode && say(`mode.${row.mode}`),
    say(`status.${row.status}`),
    row.expiresAt && exactTime(row.expiresAt),
    row.scansToday,
    row.submittedToday,
    row.issuedToday,
    row.lastScanAt && exactTime(row.lastScanAt),
    row.updatedBy,
    row.updatedAt && exactTime(row.updatedAt),
  ]
}
