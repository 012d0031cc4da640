import type { Mailbox } from '../../apps/server/src/mailbox/mailbox.ts'

const LOOK_EVERY_MS = 2

/** Tells when a mail for an address arrives, as a time in ms; ask before it is on its way. */
export function arrivalsIn(mailbox: Mailbox): { of: (address: string) => Promise<number>; stop: () => void } {
  const waiting = new Map<string, (at: number) => void>()
  let seen = 0
  const timer = setInterval(() => {
    const mails = mailbox.mails()
    // Newest first.
    for (const { parsed, receivedAt } of mails.slice(0, mails.length - seen))
      for (const { value } of [parsed.to ?? []].flat())
        for (const { address = '' } of value) waiting.get(address)?.(receivedAt.getTime())
    seen = mails.length
  }, LOOK_EVERY_MS)
  return {
    of: (address) => new Promise((resolve) => waiting.set(address, resolve)),
    stop: () => clearInterval(timer),
  }
}
