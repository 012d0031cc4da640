import { setTimeout as sleep } from 'node:timers/promises'

/** Reads again and again until what was read is wanted. Throws the last reading when that takes too long. */
export async function until<T>(
  read: () => T | Promise<T>,
  wanted: (value: T) => boolean,
  atMostMs = 20_000,
): Promise<T> {
  for (const end = Date.now() + atMostMs; ; await sleep(50)) {
    const value = await read()
    if (wanted(value)) return value
    if (Date.now() > end) throw new Error(`not within ${atMostMs} ms: ${JSON.stringify(value)}`)
  }
}
