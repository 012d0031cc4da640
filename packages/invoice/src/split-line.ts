import { fromPieces, longestUnitPrice, type PriceLimits, piecesOf, priceAgrees } from './decimal.ts'
import type { InvoiceLine } from './invoice.ts'
import { type Fen, fen } from './money.ts'

/** More parts than any quota makes sensible: somebody mistook yuan for fen. */
const MOST_PARTS = 2000

/**
 * Cuts a line without a discount into parts of at most `net` each, whose sums are those of the line. A quantity is cut
 * into whole pieces of its smallest unit (3 parts of 10 are 3, 3 and 4); where one piece alone is too much, or the
 * price does not agree with the parts, they have neither quantity nor price. Undefined when no part would be right.
 */
export function splitLine(line: InvoiceLine, net: number, limits?: PriceLimits): InvoiceLine[] | undefined {
  return byQuantity(line, net, limits) ?? byAmount(line, net)
}

function byQuantity(line: InvoiceLine, net: number, limits?: PriceLimits): InvoiceLine[] | undefined {
  const { quantity, netUnitPrice } = line
  if (quantity === undefined || netUnitPrice === undefined) return undefined
  const { pieces, decimals } = piecesOf(quantity)
  const parts = partsOf(line, pieces, net)?.map(({ pieces, ...amounts }) => {
    const part = fromPieces(pieces, decimals)
    const kept = priceAgrees(netUnitPrice, part, amounts.net)
    const price = kept ? netUnitPrice : longestUnitPrice(amounts.net, part, limits)
    return price === undefined ? undefined : { ...line, ...amounts, quantity: part, netUnitPrice: price }
  })
  return parts?.every((part) => part !== undefined) ? parts : undefined
}

function byAmount(line: InvoiceLine, net: number): InvoiceLine[] | undefined {
  const { quantity: _, netUnitPrice: __, ...uncounted } = line
  return partsOf(line, BigInt(line.net), net)?.map(({ pieces: ___, ...amounts }) => ({ ...uncounted, ...amounts }))
}

type Part = { pieces: bigint; gross: Fen; net: Fen; tax: Fen }

/** Equal parts, as far as whole pieces allow. Each takes what the parts up to it have together, less the earlier ones. */
function partsOf(line: InvoiceLine, pieces: bigint, most: number): Part[] | undefined {
  const net = BigInt(line.net)
  const perPart = (BigInt(Math.floor(most)) * pieces) / net
  if (perPart < 1n) return undefined
  const count = (pieces + perPart - 1n) / perPart
  if (count > MOST_PARTS) return undefined
  const parts: Part[] = []
  let before = { pieces: 0n, net: 0n, tax: 0n }
  for (let part = 1n; part <= count; part++) {
    const upTo = (pieces * part) / count
    const netUpTo = (net * upTo) / pieces
    const taxUpTo = (BigInt(line.tax) * netUpTo) / net
    const [partNet, partTax] = [Number(netUpTo - before.net), Number(taxUpTo - before.tax)]
    if (partNet <= 0) return undefined
    parts.push({ pieces: upTo - before.pieces, gross: fen(partNet + partTax), net: fen(partNet), tax: fen(partTax) })
    before = { pieces: upTo, net: netUpTo, tax: taxUpTo }
  }
  return parts
}
