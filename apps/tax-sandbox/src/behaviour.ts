/** How the simulated bureau behaves: by a switch for everybody, or by words in one order. */
import * as z from 'zod'
import type { Order } from './order.ts'

/** What `PUT /control` sets. Whatever is left out returns to its default. */
export const Settings = z.strictObject({
  /** From accepted to issued. */
  delayMs: z.number().int().min(0).max(600_000).default(150),
  mode: z.enum(['normal', 'lose-reply', 'refuse', 'blocked', 'down']).default('normal'),
  /** Of mode refuse. `22` accepts the order and fails it later; any other code refuses it at once. */
  refuseCode: z
    .string()
    .regex(/^(22|E\d{4})$/)
    .default('E9101'),
  refuseReason: z.string().min(1).max(200).default('模拟税局：按设定拒绝'),
  /** Of mode blocked. */
  until: z.enum(['sms-code', 'face-scan']).default('sms-code'),
  /** The mode ends after so many requests have met it… */
  count: z.number().int().positive().optional(),
  /** …or after this time. */
  forMs: z.number().int().positive().optional(),
})
export type Settings = z.infer<typeof Settings>
export type Until = Settings['until']

/** Words that a buyer's name or a remark may hold, to try one thing on one order. */
export const magic = {
  slow: '〔慢〕',
  loseReply: '〔丢回执〕',
  refuse: '〔拒绝〕',
  fail: '〔失败〕',
  unsealed: '〔签章失败〕',
  signOut: '〔登录〕',
  showFace: '〔扫脸〕',
} as const

/** How long an order with 〔慢〕 takes. */
export const SLOW_MS = 5000

export function wants(order: Order, word: keyof typeof magic): boolean {
  return `${order.buyerName}${order.remark ?? ''}`.includes(magic[word])
}

export type Behaviour = {
  settings: () => Settings
  set: (settings: Settings) => void
  /** Whether a request meets this mode. A mode with a count is used up by it. */
  meets: (mode: Settings['mode']) => boolean
  /** Why this seller may not issue now. */
  blockedUntil: (seller: string) => Until | undefined
  /** Ends the seller's session because of an order; once for each order, so that signing in again helps. */
  signOut: (order: Order, until: Until) => boolean
  /** Everybody signs in again; mode blocked ends. */
  signIn: () => void
}

/** The switches live in memory: a restarted bureau behaves normally. */
export function behaviour(): Behaviour {
  let settings = Settings.parse({})
  let left = Number.POSITIVE_INFINITY
  let endsAt = Number.POSITIVE_INFINITY
  const signedOut = new Map<string, Until>()
  const causes = new Set<string>()

  const current = () => {
    if (left > 0 && Date.now() < endsAt) return settings
    return { ...settings, mode: 'normal' as const }
  }
  return {
    settings: current,
    set(next) {
      settings = next
      left = next.count ?? Number.POSITIVE_INFINITY
      endsAt = next.forMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + next.forMs
    },
    meets(mode) {
      if (current().mode !== mode) return false
      left -= 1
      return true
    },
    blockedUntil: (seller) => signedOut.get(seller) ?? (current().mode === 'blocked' ? settings.until : undefined),
    signOut(order, until) {
      const cause = `${order.salerTaxNum} ${order.orderNo}`
      if (causes.has(cause)) return false
      causes.add(cause)
      signedOut.set(order.salerTaxNum, until)
      return true
    },
    signIn() {
      signedOut.clear()
      if (settings.mode === 'blocked') settings = { ...settings, mode: 'normal' }
    },
  }
}
