import { type Refused, refuse } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
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

/** What a printed code leads to today. A refusal of a known code carries the shop, so that there is somebody to ask. */
export async function resolveCode(
  db: Db | Tx,
  text: string,
  now: Date,
): Promise<{ ok: true; code: LiveCode } | (Refused<CodeProblem> & { code?: ScannedCode })> {
  const parts = parsePublicCode(text)
  const code = parts && (await scannedCode(db, parts.tenantKey, parts.code))
  if (!code) return refuse('qr-code-unknown')
  if (code.replacedAt && (!code.graceUntil || code.graceUntil <= now)) return { ...refuse('qr-code-replaced'), code }
  if (!code.enabled) return { ...refuse('qr-code-disabled'), code }
  if (code.expiresAt && code.expiresAt <= now) return { ...refuse('qr-code-expired'), code }
  if (!code.sellerId || !code.seller) return { ...refuse('seller-missing'), code }
  return { ok: true, code: { ...code, sellerId: code.sellerId, seller: code.seller } }
}
