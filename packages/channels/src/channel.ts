import type { Amounts, Buyer, Line } from '@mashang/invoice'

/** The seller (销方) as it stands on the invoice. */
export type Seller = {
  name: string
  taxpayerId: string
  address: string
  phone: string
  bank?: string | undefined
  account?: string | undefined
}

/** Everything a tax channel needs to issue one invoice. Amounts are tax-included (含税) where they are called gross. */
export type IssueRequest = {
  /** At most 20 characters; one for the application's whole life. The channel is asked with it. */
  requestNumber: string
  kind: 'general'
  seller: Seller
  buyer: Buyer
  lines: readonly Line[]
  totals: Amounts
  drawer: string
  remark?: string | undefined
}

/** A file of an issued invoice (版式文件), at an address of the channel's. */
export type ChannelDocument = { format: 'pdf' | 'ofd' | 'xml'; url: string }

/**
 * What a tax channel (税务通道) may answer. A timeout is not a failure: it is `unknown`.
 *
 * - `issued`: the bureau has numbered the invoice (20 digits). `documents` may still be few, or none: ask again later.
 * - `refused`: with authority, in the channel's words; `code` is the channel's, or ours when its limits are not met.
 *   Refused by `issue`, the request number is free. Refused by `find`, it is spent: the channel accepted it, failed
 *   later, and takes no second request under that number.
 * - `blocked`: the seller must sign in to the bureau or show a face first; nothing was issued.
 * - `unknown`: timed out, lost, failed inside, or accepted and not yet issued. Ask with `find` after `askAfterMs`,
 *   never send again on this answer alone.
 */
export type Outcome =
  | ({ kind: 'issued'; number: string; issuedAt: Date; documents: readonly ChannelDocument[] } & Amounts)
  | { kind: 'refused'; code: string; reason: string }
  | { kind: 'blocked'; until: 'sms-code' | 'face-scan'; reason: string }
  | { kind: 'unknown'; reason: string; askAfterMs: number }

export type TaxChannel = {
  /** Sends the request once. Never retries by itself. */
  issue: (request: IssueRequest) => Promise<Outcome>
  /** Asks what became of a request. `absent`: the channel says that it knows no such request, so it may be sent. */
  find: (requestNumber: string) => Promise<Outcome | { kind: 'absent' }>
  /** The bytes of a document of an issued invoice. Throws when the address is not the channel's or cannot be read. */
  fetchDocument: (url: string) => Promise<Uint8Array>
}
