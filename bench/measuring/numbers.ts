/** The value that `share` (0–1) of the values do not exceed: nearest rank, so it is one that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('nothing was measured')
  return value
}

export const median = (values: readonly number[]) => percentile(values, 0.5)

/** Three significant digits: more would claim a precision no shared machine has. */
export const rounded = (value: number) => Number(value.toPrecision(3))
