export const PAGE = 50

export type Paging = {
  /** Rows on the pages before this one. */
  before: number
  goBack: (() => void) | undefined
  goOn: (() => void) | undefined
}

/**
 * Pages by cursor: `after` holds those that led here, so that going back needs nothing from the server and a link to a
 * page stays good.
 */
export function pagingOf(
  after: readonly string[] | undefined,
  next: string | undefined,
  go: (after: string[] | undefined) => void,
): Paging {
  const cursors = after ?? []
  return {
    before: cursors.length * PAGE,
    goBack: cursors.length ? () => go(cursors.length > 1 ? cursors.slice(0, -1) : undefined) : undefined,
    goOn: next === undefined ? undefined : () => go([...cursors, next]),
  }
}
