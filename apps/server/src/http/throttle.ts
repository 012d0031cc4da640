/** Remembers at most this many keys, so that strangers cannot fill the memory. */
const MOST_KEYS = 100_000

export type Throttle = {
  /**
   * Makes a try and counts it if its answer `isWrong`; undefined, without making it, once `limit` were wrong. Tries
   * under way count as wrong until they end, so that guesses made at once get no more: later ones wait for them.
   * `make` must end some time: what it asks of the database does, by the limits of db/connect.ts.
   */
  attempt<T>(key: string, make: () => Promise<T>, isWrong: (answer: T) => boolean): Promise<T | undefined>
}

type Entry = { wrong: number; until: number; underWay: number; waiting: (() => void)[] }

/**
 * Counts wrong tries only: people who type what stands on their receipts do no harm, somebody guessing receipts does.
 * Per process: with N servers a guesser has N times the tries, still far too few.
 */
export function throttle(limit: number, windowMs: number, now: () => number = Date.now): Throttle {
  const entries = new Map<string, Entry>()

  function entryOf(key: string): Entry {
    const entry = entries.get(key) ?? { wrong: 0, until: 0, underWay: 0, waiting: [] }
    if (entry.until <= now()) entry.wrong = 0
    // Deleted first, because a key that is set again keeps its place: the first one is to be the longest unseen.
    entries.delete(key)
    entries.set(key, entry)
    if (entries.size > MOST_KEYS) entries.delete(entries.keys().next().value ?? key)
    return entry
  }

  /** Counts a try as under way, once there is room for it. */
  async function turn(key: string): Promise<Entry | undefined> {
    for (;;) {
      const entry = entryOf(key)
      if (entry.wrong >= limit) return undefined
      if (entry.wrong + entry.underWay < limit) {
        entry.underWay += 1
        return entry
      }
      await new Promise<void>((wake) => entry.waiting.push(wake))
    }
  }

  return {
    async attempt(key, make, isWrong) {
      const entry = await turn(key)
      if (!entry) return undefined
      try {
        const answer = await make()
        if (isWrong(answer)) {
          if (entry.wrong === 0) entry.until = now() + windowMs
          entry.wrong += 1
        }
        return answer
      } finally {
        entry.underWay -= 1
        for (const wake of entry.waiting.splice(0)) wake()
        if (entry.wrong + entry.underWay === 0 && entries.get(key) === entry) entries.delete(key)
      }
    },
  }
}
