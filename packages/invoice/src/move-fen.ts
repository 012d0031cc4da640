/** A row whose fen may move between net and tax. */
export type MovableRow = {
  /** What a fen is small beside: the largest rows have the first turn. */
  size: number
  /** How much a fen of tax more adds to its deviation (see `taxDeviation`): a fen and its share of the rate. */
  step: number
  /** How many fen of tax it can give to its net, and take from it. */
  gives: number
  takes: number
}

/** From and to, in ten-thousandths of a fen. Wider than two fen, so that no step jumps over it. */
export type Band = readonly [least: number, most: number]

/**
 * How many fen of tax each row takes (negative: gives) to bring the sum of all deviations into a band; as far as the
 * rows have room when they have not enough. No row moves its second fen before all that can have moved one, so that
 * every row keeps room for what is rounded later. Rows of one size take their turns scattered over the invoice, so that
 * a run of them is as balanced as the whole when it is reversed.
 */
export function moveFen(rows: readonly MovableRow[], sum: number, [least, most]: Band): number[] {
  const moves = rows.map(() => 0)
  const way = sum > most ? -1 : 1
  let open = Math.max(sum - most, least - sum)
  let turns = rows
    .map((row, index) => ({ index, step: row.step, room: way < 0 ? row.gives : row.takes, size: row.size }))
    .sort((a, b) => b.size - a.size || scattered(a.index) - scattered(b.index))
  for (let round = 1; open > 0 && turns.length > 0; round++) {
    turns = turns.filter(({ room }) => room >= round)
    for (const { index, step } of turns) {
      if (open <= 0) break
      moves[index] = way * round
      open -= step
    }
  }
  return moves
}

/** Fibonacci hashing: numbers in a row come out far apart, and any first few of them evenly. */
function scattered(index: number): number {
  return (index * 40_503) % 65_536
}
