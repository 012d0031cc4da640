/**
 * Does together what arrives together. While `atOnce` batches are under way the others wait and make up the next one;
 * a lone one waits for nobody. A batch that fails is done again one by one, so that none falls with another.
 * @param run gets up to `most` items and answers in their order
 */
export function inBatches<Item, Result>(
  { atOnce, most }: { atOnce: number; most: number },
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item } & Pick<PromiseWithResolvers<Result>, 'resolve' | 'reject'>
  const waiting: Waiting[] = []
  let running = 0

  const finish = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else await Promise.all(batch.map((each) => finish([each])))
    }
  }
  const start = async () => {
    running += 1
    while (waiting.length) await finish(waiting.splice(0, most))
    running -= 1
  }
  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    waiting.push({ item, resolve, reject })
    // Not at once: requests that were read in the same turn of the event loop share a batch.
    if (running < atOnce) setImmediate(() => running < atOnce && start())
    return promise
  }
}
