import type { Application, ConsoleCalls, Item } from '@mashang/contract'
import {
  buyerNameProblem,
  fitLines,
  type Line,
  lineProblems,
  normaliseTaxpayerId,
  parseDecimal,
  parseYuan,
  taxpayerIdProblem,
  toHalfWidth,
} from '@mashang/invoice'
import type { WordKey } from '../words/say.ts'
import { computeLine, totalsOf } from './draft-lines.ts'
import { type Draft, type DraftBuyer, draftBuyerOf, inFours } from './drafts.ts'
import { REMARK_LENGTH, remarkLength } from './remark.ts'

type Approval = ConsoleCalls['POST /api/console/applications/{id}/approval']['input']['body']
type BuyerInput = NonNullable<Approval['buyer']>

/** What needs a change, by the path the server would name: `buyer.name`, `lines.0.grossFen`. */
export type Troubles = Record<string, WordKey>

/** Everything that would be refused, found before anything is sent. */
export function troublesIn(draft: Draft, items: readonly Item[]): Troubles {
  return {
    ...buyerTroubles(draft.buyer),
    ...emailTroubles(draft.email),
    ...lineTroubles(draft, items),
    ...remarkTroubles(draft.remark),
  }
}

export function buyerTroubles(buyer: DraftBuyer): Troubles {
  const troubles: Troubles = {}
  const name = buyerNameProblem(buyer.kind, buyer.name)
  if (name) troubles['buyer.name'] = `name-problem.${name}`
  const id = normaliseTaxpayerId(buyer.taxpayerId)
  if (buyer.kind === 'enterprise' && !id) troubles['buyer.taxpayerId'] = 'buyer.id-missing'
  const wrong = buyer.kind !== 'individual' && id ? taxpayerIdProblem(id) : undefined
  // Whether an odd check digit is taken the server knows: by the channel, and by what the consumer confirmed.
  if (wrong && wrong !== 'bad-check-digit') troubles['buyer.taxpayerId'] = `id-problem.${wrong}`
  return troubles
}

/**
 * Whether a wrong check digit is meant: such an id is recorded only after the consumer confirmed it a second time, or
 * where a vendor's sandbox knows it.
 */
export function isConfirmedId(id: string, recorded: string | undefined): boolean {
  return taxpayerIdProblem(id) === 'bad-check-digit' && normaliseTaxpayerId(id) === recorded
}

/** As loose as the server: the mail server is the judge. */
export function emailTroubles(email: string): Troubles {
  return /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email.trim()) ? {} : { email: 'buyer.email-wrong' }
}

function lineTroubles(draft: Draft, items: readonly Item[]): Troubles {
  const troubles: Troubles = {}
  draft.lines.forEach((line, index) => {
    const gross = grossTrouble(line.gross)
    const quantity = decimalTrouble(line.quantity, 'line.quantity-positive')
    const unitPrice = decimalTrouble(line.unitPrice, 'line.unit-price-positive')
    if (!items.some((item) => item.id === line.itemId)) troubles[`lines.${index}.itemId`] = 'line.need-item'
    if (gross) troubles[`lines.${index}.grossFen`] = gross
    if (quantity) troubles[`lines.${index}.quantity`] = quantity
    if (unitPrice) troubles[`lines.${index}.unitPrice`] = unitPrice
  })
  const computed = draft.lines.map((line) => computeLine(line, items))
  if (!totalsOf(computed)) return { ...troubles, lines: 'line.total-too-large' }
  if (computed.every((line): line is Line => line !== undefined))
    for (const problem of lineProblems(fitLines(computed)))
      troubles['line' in problem ? `lines.${problem.line}.grossFen` : 'lines'] = 'line.tax-off'
  return troubles
}

/** In the words of the consumer's page. */
function grossTrouble(text: string): WordKey | undefined {
  if (!text.trim()) return 'line.need-gross'
  const gross = parseYuan(text)
  if (gross !== undefined) return gross > 0 ? undefined : 'line.gross-positive'
  const plain = text.replace(/[¥￥,\s]/g, '')
  if (/^[-−－]/.test(plain)) return 'line.gross-positive'
  return /^\d*[.。．]\d{3,}$/.test(toHalfWidth(plain)) ? 'line.gross-decimals' : 'line.bad-number'
}

/** Empty is fine: quantity and unit price may be left out. */
function decimalTrouble(text: string, notPositive: WordKey): WordKey | undefined {
  if (!text) return undefined
  const value = parseDecimal(text)
  if (value === undefined) return 'line.bad-number'
  return value === '0' || value.startsWith('-') ? notPositive : undefined
}

function remarkTroubles(remark: string): Troubles {
  return remarkLength(remark) > REMARK_LENGTH ? { remark: 'line.remark-too-long' } : {}
}

/** The approval of a draft without troubles. The buyer goes along only when the staff changed it. */
export function approvalOf(draft: Draft, application: Application): Approval {
  return {
    lines: draft.lines.map((line) => ({
      itemId: line.itemId ?? '',
      name: line.name,
      specification: line.specification.trim() || undefined,
      unit: line.unit.trim() || undefined,
      quantity: line.quantity.trim() || undefined,
      unitPrice: line.unitPrice.trim() || undefined,
      taxation: line.taxation,
      grossFen: parseYuan(line.gross) ?? 0,
    })),
    remark: draft.remark.trim() || undefined,
    ...correctionOf(draft, application),
  }
}

/** Buyer and address, as far as they differ from what the consumer submitted. */
export function correctionOf(
  { buyer, email }: Pick<Draft, 'buyer' | 'email'>,
  application: Application,
): { buyer?: BuyerInput; email?: string } {
  const typed = { ...buyer, taxpayerId: inFours(buyer.taxpayerId) }
  const changed = JSON.stringify(typed) !== JSON.stringify(draftBuyerOf(application.buyer))
  return {
    ...(changed ? { buyer: buyerOf(buyer) } : {}),
    ...(email.trim() === application.email ? {} : { email: email.trim() }),
  }
}

function buyerOf({ kind, name, ...contact }: DraftBuyer): BuyerInput {
  const taxpayerId = normaliseTaxpayerId(contact.taxpayerId)
  if (kind === 'individual') return { kind, name }
  const registration = {
    address: contact.address.trim() || undefined,
    phone: contact.phone.trim() || undefined,
    bank: contact.bank.trim() || undefined,
    account: contact.account.trim() || undefined,
  }
  if (kind === 'enterprise') return { kind, name, taxpayerId, ...registration }
  return { kind, name, taxpayerId: taxpayerId || undefined, ...registration }
}
