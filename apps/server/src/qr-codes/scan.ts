import { type Refused, refuse } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import type { ReceiptKey } from '../orders/orders.ts'
import { shopOf } from '../organizations/organizations.ts'
import { parsePublicCode } from '../public-code.ts'
import { type ScannedCode, scannedCode } from './store.ts'

export type CodeProblem =
  | 'qr-code-unknown'
  | 'qr-code-disabled'
  | 'qr-code-replaced'
  | 'qr-code-expired'
  | 'seller-missing'

/** A code that leads somewhere: its store has a seller. */
export type LiveCode = ScannedCode & {
  sellerId: NonNullable<ScannedCode['sellerId']>
  seller: NonNullable<ScannedCode['seller']>
}

/** What a printed code leads to today, and the order of a receipt typed there. A refusal of a known code names the shop, so that there is somebody to ask. */
export async function resolveCode(
  db: Db | Tx,
  text: string,
  now: Date,
  receipt?: ReceiptKey,
): Promise<{ ok: true; code: LiveCode } | Refused<CodeProblem>> {
  const parts = parsePublicCode(text)
  const code = parts && (await scannedCode(db, parts.tenantKey, parts.code, receipt))
  if (!code) return refuse('qr-code-unknown')
  const refused = (problem: CodeProblem) =>
    refuse(problem, { shop: shopOf({ ...code, sellerName: code.seller?.name ?? '' }) })
  if (code.replacedAt && (!code.graceUntil || code.graceUntil <= now)) return refused('qr-code-replaced')
  if (!code.enabled) return refused('qr-code-disabled')
  if (code.expiresAt && code.expiresAt <= now) return refused('qr-code-expired')
  if (!code.sellerId || !code.seller) return refused('seller-missing')
  return { ok: true, code: { ...code, sellerId: code.sellerId, seller: code.seller } }
}
