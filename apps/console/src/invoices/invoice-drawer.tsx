import type { Invoice } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { reading } from '../api.ts'
import { Key } from '../keys/key.tsx'
import { useModalKeys } from '../keys/use-keys.ts'
import { CopyIcon, DownloadIcon } from '../parts/icons.tsx'
import { useCopy } from '../parts/use-copy.ts'
import { useSay } from '../preferences.tsx'
import { LoadTrouble } from '../shell/trouble.tsx'
import { Deliveries } from './deliveries.tsx'
import { InvoiceFace } from './invoice-face.tsx'
import { InvoiceFacts } from './invoice-facts.tsx'
import { ResendDialog } from './resend-dialog.tsx'
import './invoice-drawer.css'

type Props = {
  id: string | undefined
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

export function InvoiceDrawer({ id, onClose, onPrevious, onNext }: Props) {
  const say = useSay()
  const { invoice, query } = useOpenInvoice(id)
  const [resending, setResending] = useState<string>()
  useModalKeys(id !== undefined, { j: () => onNext?.(), k: () => onPrevious?.(), s: () => setResending(id) })
  return (
    <Drawer
      rootClassName="invoice-drawer"
      title={invoice ? <NumberTitle number={invoice.number} /> : say(query.error ? 'app.invoice' : 'list.loading')}
      extra={
        (onPrevious || onNext) && (
          <span className="tertiary invoice-steps">
            <Key>J</Key> <Key>K</Key> {say('keys.step')}
          </span>
        )
      }
      open={id !== undefined}
      onClose={onClose}
      size={1040}
      destroyOnHidden
      closable={{ placement: 'end', 'aria-label': say('do.close') }}
      footer={
        invoice && (
          <>
            <Documents invoice={invoice} />
            <Button type="primary" onClick={() => setResending(id)}>
              {say('inv.resend')} <Key>S</Key>
            </Button>
          </>
        )
      }
    >
      {query.error && !invoice && <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />}
      {query.isFetching && !invoice && <Skeleton active title={false} className="drawer-skeleton" />}
      {invoice && (
        <>
          <div className="invoice-main">
            <InvoiceFace key={invoice.id} invoice={invoice} />
            <Deliveries deliveries={invoice.deliveries} />
          </div>
          <InvoiceFacts invoice={invoice} />
          <ResendDialog
            key={invoice.id}
            invoice={invoice}
            open={resending === invoice.id}
            onClose={() => setResending(undefined)}
          />
        </>
      )}
    </Drawer>
  )
}

/** The invoice to show: its own only, but still the last one while the drawer closes. */
function useOpenInvoice(id: string | undefined) {
  const query = useQuery({
    ...reading('GET /api/console/invoices/{id}', { params: { id: id ?? '' } }),
    enabled: id !== undefined,
    placeholderData: (before) => before,
    // While something is being sent or prepared, its end shows by itself.
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 3_000 : false),
  })
  return { query, invoice: id === undefined || query.data?.id === id ? query.data : undefined }
}

function NumberTitle({ number }: { number: string }) {
  const say = useSay()
  const copy = useCopy()
  return (
    <span className="invoice-number">
      {number}
      <Button
        type="text"
        size="small"
        icon={<CopyIcon />}
        aria-label={say('inv.copy-number')}
        onClick={() => void copy(number)}
      />
    </span>
  )
}

/** Those the channel has delivered; the PDF is the first and may be a moment behind the invoice. */
function Documents({ invoice: { id, number, documents } }: { invoice: Invoice }) {
  const say = useSay()
  if (documents.length === 0) return <span className="tertiary small">{say('inv.documents-soon')}</span>
  return documents.map(({ format }) => (
    <Button
      key={format}
      icon={<DownloadIcon />}
      href={`/api/console/invoices/${id}/documents/${format}`}
      download={`${number}.${format}`}
      aria-label={say('inv.document', { format: format.toUpperCase() })}
    >
      {format.toUpperCase()}
    </Button>
  ))
}

function isMoving({ deliveries, awaitsDocuments }: Invoice): boolean {
  return awaitsDocuments || deliveries.some(({ status }) => status === 'due')
}
