/** How many may wait for a batch: beyond it whatever they wait for is in trouble, and more would only fill the memory. */
const MOST_WAITING = 10_000

/**
 * Does together what arrives together. While `atOnce` batches are under way the others wait and make up the next one;
 * a lone one waits for nobody. When a batch fails for one of its items, they are done again one after the other, so
 * that none falls with another; when it fails for any other reason, so does each of them.
 * @param options.apart whether an error of `run` may be one item's fault
 * @param options.mostWaiting beyond so many an item is refused with an error
 * @param run gets up to `most` items and answers in their order
 */
export function inBatches<Item, Result>(
  options: { atOnce: number; most: number; mostWaiting?: number; apart: (error: unknown) => boolean },
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const { atOnce, most, mostWaiting = MOST_WAITING, apart } = options
  type Waiting = { item: Item } & Pick<PromiseWithResolvers<Result>, 'resolve' | 'reject'>
  const waiting: Waiting[] = []
  let running = 0

  const finish = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item))
      if (results.length !== batch.length) throw new Error(`${results.length} answers to ${batch.length} items`)
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (batch.length > 1 && apart(error)) for (const each of batch) await finish([each])
      else for (const { reject } of batch) reject(error)
    }
  }
  const start = async () => {
    running += 1
    while (waiting.length) await finish(waiting.splice(0, most))
    running -= 1
  }
  return (item) => {
    if (waiting.length >= mostWaiting) return Promise.reject(new Error(`${mostWaiting} are waiting already`))
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    waiting.push({ item, resolve, reject })
    // Not at once: requests that were read in the same turn of the event loop share a batch.
    if (running < atOnce) setImmediate(() => running < atOnce && start())
    return promise
  }
}
