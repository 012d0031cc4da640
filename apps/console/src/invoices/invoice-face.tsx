import type { Invoice } from '@mashang/contract'
import { useState } from 'react'
import { useSay } from '../preferences.tsx'
import './invoice-face.css'

/**
 * The face, as the server draws it from the channel's XML: what was issued, not what was asked for. One picture for screen
 * readers, whose facts stand beside it as text; on a phone it opens by itself, to be enlarged.
 */
export function InvoiceFace({ invoice: { id, number, documents } }: { invoice: Invoice }) {
  const say = useSay()
  const [failed, setFailed] = useState<string>()
  const has = (format: string) => documents.some((document) => document.format === format)
  if (!has('xml') || failed === id)
    return <p className="face face-none">{say(has('pdf') ? 'face.see-pdf' : 'face.soon')}</p>
  const address = `/api/console/invoices/${id}/face`
  return (
    <a className="face" href={address} target="_blank" rel="noreferrer">
      <img key={id} src={address} alt={say('face.label', { number })} onError={() => setFailed(id)} />
    </a>
  )
}
