import {
  bureauPriceLimits,
  fitsLimits,
  fromPieces,
  longestUnitPrice,
  type PriceLimits,
  piecesOf,
  priceAgrees,
} from './decimal.ts'
import { divideHalfUp } from './half-up.ts'
import type { InvoiceLine } from './invoice.ts'
import { type Fen, fen } from './money.ts'

/** More parts than any limit makes sensible: somebody mistook yuan for fen. */
const MOST_PARTS = 2000

/** Net amounts in fen: of the first part, which is left out when nothing fits it, and of all others. */
export type PartSizes = { first: number; others: number }

/**
 * Cuts a line without a discount into as few parts as sizes allow, whose sums are those of the line. A quantity is cut
 * into whole pieces of its smallest unit (10 are 4, 4 and 2), and where one piece is too much for a part, below that (1
 * is 0.5 and 0.5). Parts of a line without a quantity, or with one that cannot be cut so that its price agrees, have
 * neither. Undefined when no part would be right.
 */
export function splitLine(
  line: InvoiceLine,
  sizes: PartSizes,
  limits: PriceLimits = bureauPriceLimits,
): InvoiceLine[] | undefined {
  const own = line.quantity === undefined ? 0 : piecesOf(line.quantity).decimals
  for (let decimals = own; decimals <= limits.decimals; decimals++) {
    const parts = byQuantity(line, decimals, sizes, limits)
    if (parts !== undefined) return parts
  }
  return byAmount(line, sizes)
}

/** The most of a line that has at most `net`, and the rest: in whole pieces where it has a quantity, or not at all. */
export function partOfLine(
  line: InvoiceLine,
  net: number,
  limits: PriceLimits = bureauPriceLimits,
): [InvoiceLine, InvoiceLine] | undefined {
  const sizes = { first: net, others: Number.POSITIVE_INFINITY }
  const parts =
    line.quantity === undefined
      ? byAmount(line, sizes)
      : byQuantity(line, piecesOf(line.quantity).decimals, sizes, limits)
  const [first, rest, ...more] = parts ?? []
  return first && rest && more.length === 0 ? [first, rest] : undefined
}

function byQuantity(
  line: InvoiceLine,
  decimals: number,
  sizes: PartSizes,
  limits: PriceLimits,
): InvoiceLine[] | undefined {
  const { quantity, netUnitPrice } = line
  if (quantity === undefined || netUnitPrice === undefined) return undefined
  const own = piecesOf(quantity)
  const pieces = own.pieces * 10n ** BigInt(decimals - own.decimals)
  const parts = partsOf(line, pieces, sizes)?.map(({ pieces, ...amounts }) => {
    const part = fromPieces(pieces, decimals)
    if (!fitsLimits(part, limits)) return undefined
    const kept = priceAgrees(netUnitPrice, part, amounts.net)
    const price = kept ? netUnitPrice : longestUnitPrice(amounts.net, part, limits)
    return price === undefined ? undefined : { ...line, ...amounts, quantity: part, netUnitPrice: price }
  })
  return parts?.every((part) => part !== undefined) ? parts : undefined
}

function byAmount(line: InvoiceLine, sizes: PartSizes): InvoiceLine[] | undefined {
  const { quantity: _, netUnitPrice: __, ...uncounted } = line
  return partsOf(line, BigInt(line.net), sizes)?.map(({ pieces: ___, ...amounts }) => ({ ...uncounted, ...amounts }))
}

type Part = { pieces: bigint; gross: Fen; net: Fen; tax: Fen }

/** Each part takes what the parts up to it have together, less the earlier ones: so no rounding is left at the end. */
function partsOf(line: InvoiceLine, pieces: bigint, { first, others }: PartSizes): Part[] | undefined {
  const net = BigInt(line.net)
  const piecesIn = (most: number) => (most >= line.net ? pieces : (BigInt(Math.floor(most)) * pieces) / net)
  const [inFirst, inOthers] = [piecesIn(Math.max(0, first)), piecesIn(others)]
  if (inOthers < 1n || (pieces - inFirst) / inOthers > MOST_PARTS) return undefined
  const parts: Part[] = []
  let before = { pieces: 0n, net: 0n, tax: 0n }
  for (let upTo = inFirst || least(inOthers, pieces); ; upTo = least(upTo + inOthers, pieces)) {
    const netUpTo = (net * upTo) / pieces
    const taxUpTo = divideHalfUp(BigInt(line.tax) * netUpTo, net)
    const [partNet, partTax] = [Number(netUpTo - before.net), Number(taxUpTo - before.tax)]
    if (partNet <= 0) return undefined
    parts.push({ pieces: upTo - before.pieces, gross: fen(partNet + partTax), net: fen(partNet), tax: fen(partTax) })
    if (upTo === pieces) return parts
    before = { pieces: upTo, net: netUpTo, tax: taxUpTo }
  }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
