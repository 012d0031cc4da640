import type { Invoice } from '@mashang/contract'
import { useState } from 'react'
import { useSay } from '../preferences.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
import './invoice-face.css'

/**
 * The face, as the server draws it from the channel's XML: what was issued, not what was asked for. On a phone it opens by
 * itself, to be enlarged. What is in the picture stands below it as text, for screen readers and to copy, and open by
 * itself while there is no picture.
 */
export function InvoiceFace({ invoice }: { invoice: Invoice }) {
  const say = useSay()
  const [failed, setFailed] = useState(false)
  const { id, number, documents, awaitsDocuments, test } = invoice
  const hasXml = documents.some(({ format }) => format === 'xml')
  const isDrawn = hasXml && !failed
  const address = `/api/console/invoices/${id}/face`
  return (
    <>
      {test && <p className="face-test warn">{say('inv.test')}</p>}
      {isDrawn ? (
        <a className="face" href={address} target="_blank" rel="noreferrer">
          <img src={address} alt={say('face.label', { number })} onError={() => setFailed(true)} />
        </a>
      ) : (
        <p className="face face-none">
          {say(awaitsDocuments && !hasXml ? 'face.soon' : 'face.see-pdf')}
          {failed && (
            <button type="button" className="link" onClick={() => setFailed(false)}>
              {say('do.retry')}
            </button>
          )}
        </p>
      )}
      <details className="face-lines" open={!isDrawn}>
        <summary className="tertiary small">{say('face.as-text')}</summary>
        <InvoiceLines lines={invoice.lines} />
      </details>
    </>
  )
}
