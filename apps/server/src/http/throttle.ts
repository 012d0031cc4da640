/** Remembers at most this many keys, so that strangers cannot fill the memory. */
const MOST_KEYS = 100_000

export type Throttle = { spent(key: string): boolean; failed(key: string): void }

/**
 * Counts failed tries only: a shop full of people behind one address does no harm, somebody guessing receipts does.
 * Per process: with N servers a guesser has N times the tries, still far too few.
 */
export function throttle(limit: number, windowMs: number, now: () => number = Date.now): Throttle {
  const failures = new Map<string, { count: number; until: number }>()
  return {
    spent(key) {
      const entry = failures.get(key)
      return entry !== undefined && entry.until > now() && entry.count >= limit
    },
    failed(key) {
      const entry = failures.get(key)
      if (entry && entry.until > now()) entry.count += 1
      else failures.set(key, { count: 1, until: now() + windowMs })
      if (failures.size > MOST_KEYS) failures.delete(failures.keys().next().value ?? key)
    },
  }
}
