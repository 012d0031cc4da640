const SOON_MS = 15 * 60_000
const LATE_MS = 30 * 60_000

/** A consumer stands at the counter: half an hour is late, a quarter soon will be. */
export function waitingTone(waitedMs: number): string {
  if (waitedMs >= LATE_MS) return 'bad waiting-late'
  return waitedMs >= SOON_MS ? 'warn' : 'tertiary'
}
