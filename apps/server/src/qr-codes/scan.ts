import { type Refused, refuse } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
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

type Live = { ok: true; code: LiveCode } | Refused<CodeProblem>

/** What a printed code leads to today. */
export async function resolveCode(db: Db | Tx, text: string, now: Date): Promise<Live> {
  const parts = parsePublicCode(text)
  return liveCode(parts && (await scannedCode(db, parts.tenantKey, parts.code)), now)
}

/** Whether a code leads anywhere. A refusal of a known one names the shop, so that there is somebody to ask. */
export function liveCode(code: ScannedCode | undefined, now: Date): Live {
  if (!code) return refuse('qr-code-unknown')
  const refused = (problem: CodeProblem) =>
    refuse(problem, { shop: shopOf({ ...code, sellerName: code.seller?.name ?? '' }) })
  if (code.replacedAt && (!code.graceUntil || code.graceUntil <= now)) return refused('qr-code-replaced')
  if (!code.enabled) return refused('qr-code-disabled')
  if (code.expiresAt && code.expiresAt <= now) return refused('qr-code-expired')
  if (!code.sellerId || !code.seller) return refused('seller-missing')
  return { ok: true, code: { ...code, sellerId: code.sellerId, seller: code.seller } }
}
