import type { Organization } from '@mashang/contract'

export type Node = { organization: Organization; depth: number; path: readonly Organization[]; hasChildren: boolean }

/** The organizations in the order of their tree, each with the way down to it. Rows without a known parent are roots. */
export function treeOf(rows: readonly Organization[]): Node[] {
  const known = new Set(rows.map((row) => row.id))
  const children = Map.groupBy(rows, ({ parentId }) => (parentId && known.has(parentId) ? parentId : undefined))
  const below = (id: string | undefined, path: readonly Organization[]): Node[] =>
    (children.get(id) ?? []).flatMap((organization) => [
      { organization, depth: path.length, path, hasChildren: children.has(organization.id) },
      ...below(organization.id, [...path, organization]),
    ])
  return below(undefined, [])
}

/** Every organization below this one that uses its tax profile. */
export function heirsOf(id: string, rows: readonly Organization[]): Organization[] {
  const giver = rows.find((row) => row.id === id)
  return giver ? rows.filter((row) => row.id !== id && row.sellerFrom?.code === giver.code) : []
}

/** Whether the tax profile in force is its own. */
export function ownsSeller({ seller, sellerFrom, code }: Organization): boolean {
  return seller !== undefined && (sellerFrom === undefined || sellerFrom.code === code)
}

/** A store that could not invoice: what stands above it in the tree need not be able to. */
export function lacksSeller({ kind, seller }: Organization): boolean {
  return kind === 'store' && !seller
}
