/** A moment as clocks in China show it: `2026-11-23 14:05:09`. China has one time zone and no summer time. */
export function chinaTime(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
