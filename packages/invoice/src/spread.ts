import { type Fen, fen, sum } from './money.ts'

/**
 * Spreads an amount over others in proportion, to the fen, by the largest remainder; among equals the first ones get
 * more. No share exceeds its `most`. Undefined when all of them together cannot take the amount, or when it is negative.
 */
export function spread(amount: Fen, over: readonly Fen[], most: readonly Fen[] = over): Fen[] | undefined {
  if (amount < 0 || amount > sum(most)) return undefined
  const shares = proportional(amount, over).map((share, index) => Math.min(share, most[index] ?? 0))
  // What full shares could not take goes where there is most room.
  let left = amount - shares.reduce((total, share) => total + share, 0)
  const roomiest = shares
    .map((share, index) => ({ index, room: (most[index] ?? 0) - share }))
    .sort((a, b) => b.room - a.room)
  for (const { index, room } of roomiest) {
    const more = Math.min(room, left)
    shares[index] = (shares[index] ?? 0) + more
    left -= more
  }
  return shares.map(fen)
}

function proportional(amount: Fen, over: readonly Fen[]): number[] {
  const total = BigInt(sum(over))
  if (total <= 0n) return over.map(() => 0)
  const exact = over.map((weight) => BigInt(amount) * BigInt(weight))
  const shares = exact.map((product) => Number(product / total))
  const left = amount - shares.reduce((all, share) => all + share, 0)
  exact
    .map((product, index) => ({ index, remainder: product % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
    .slice(0, left)
    .forEach(({ index }) => {
      shares[index] = (shares[index] ?? 0) + 1
    })
  return shares
}
