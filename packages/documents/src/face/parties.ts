import type { InvoiceParty } from '@mashang/invoice'
import type { FaceElement, FaceTag } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'
import { inOneLine, NINE_POINTS, sizeToFit, TWELVE_POINTS, textAt, wrap } from './text.ts'

/** Starts of the names and of the taxpayer ids; the buyer is left, the seller right. */
const BUYER = { name: 20, id: 54.3, tags: ['BuyerName', 'BuyerTaxID'] } as const
const SELLER = { name: 120.5, id: 154.8, tags: ['SellerName', 'SellerTaxID'] } as const

const NAME_WIDTH = 84
const ID_WIDTH = 50.4
const BASELINE = 36.9
const ID_BASELINE = 46.8
/** Between the caption's line and the taxpayer id. */
const MOST_LINES = 3
const LEADING = 1.13
/** By which each further line pushes the first up, away from the taxpayer id. */
const RISE = 1.4

export function drawParties({ buyer, seller }: FaceInvoice): FaceElement[] {
  return [...drawParty(buyer, BUYER), ...drawParty(seller, SELLER)]
}

function drawParty(
  party: InvoiceParty,
  place: { name: number; id: number; tags: readonly [FaceTag, FaceTag] },
): FaceElement[] {
  const [nameTag, idTag] = place.tags
  const id = party.taxpayerId ?? ''
  const courier = { font: 'courier', size: TWELVE_POINTS } as const
  return [
    ...drawName(inOneLine(party.name), place.name, nameTag),
    ...(id === ''
      ? []
      : [textAt(place.id, ID_BASELINE, id, { ...courier, size: sizeToFit(id, ID_WIDTH, courier), tag: idTag })]),
  ]
}

/** Three lines at the most; a name that needs more of them shrinks until it does not. */
function drawName(name: string, x: number, tag: FaceTag): FaceElement[] {
  let size = NINE_POINTS
  let lines = wrap(name, NAME_WIDTH, { size })
  while (lines.length > MOST_LINES) {
    size *= 0.95
    lines = wrap(name, NAME_WIDTH, { size })
  }
  const first = BASELINE - (lines.length - 1) * RISE
  return lines.map((line, index) => textAt(x, first + index * size * LEADING, line, { size, tag }))
}
