import { levelsOf } from '@mashang/invoice/tax-codes'

/**
 * The codes that no other code extends: only they may stand on an invoice. A code is a digit and nine levels of two, the
 * levels that are not used being 00. Codes are of 19 digits, and each is there once.
 */
export function leavesOf(codes: Iterable<string>): Set<string> {
  const sorted = [...codes].map((code) => ({ code, used: levelsOf(code) }))
  // What extends a code follows it right away in this order.
  sorted.sort((a, b) => (a.used < b.used ? -1 : 1))
  return new Set(sorted.filter(({ used }, at) => !sorted[at + 1]?.used.startsWith(used)).map(({ code }) => code))
}
