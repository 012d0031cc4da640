/** Half up, away from zero, so that a reversal is the mirror of its invoice. Exact: nothing leaves the integers. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const half = absolute(divisor)
  const rounded = (absolute(dividend) * 2n + half) / (half * 2n)
  return dividend < 0n === divisor < 0n ? rounded : -rounded
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
