/**
 * Measures ours and the baseline in turn, so that a busy moment of the machine falls on both. The first round warms up
 * and is thrown away.
 */
export async function alternately<O, B>(
  rounds: number,
  ours: (round: number) => Promise<O>,
  baseline: (round: number) => Promise<B>,
): Promise<{ ours: O[]; baseline: B[] }> {
  const measured: { ours: O[]; baseline: B[] } = { ours: [], baseline: [] }
  for (let round = 0; round <= rounds; round++) {
    const [mine, theirs] = [await ours(round), await baseline(round)]
    if (round === 0) continue
    measured.ours.push(mine)
    measured.baseline.push(theirs)
    process.stdout.write(`  ${round}/${rounds}  ${JSON.stringify(mine)}  ${JSON.stringify(theirs)}\n`)
  }
  return measured
}
