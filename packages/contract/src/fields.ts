import {
  type Buyer as BuyerValue,
  buyerNameProblem,
  type Decimal,
  type Fen as FenValue,
  fen,
  keepsQuantity,
  normaliseBuyerName,
  parseDecimal,
  parseTaxation,
  parseTaxpayerId,
  printable,
  taxpayerIdProblem,
} from '@mashang/invoice'
import { z } from 'zod'
import type { SentenceKey } from './sentences.ts'

/*
 * The fields people fill in, parsed into the domain's own terms. An issue's message is a key of
 * `sentences.ts`; the edge turns it into the caller's language.
 */

/** An amount in fen above zero. */
export const GrossFen = z
  .int()
  .min(1, 'amount.positive')
  .max(1_000_000_000_000, 'amount.limit')
  .transform((value) => fen(value))
  .meta({ type: 'integer', description: 'Tax-included amount in fen (分)', example: 12_800 })

/** An amount in fen of any sign, as replies carry it. */
export const Fen = z.int().meta({ description: 'Amount in fen (分)' })

/** How a sale is taxed, as `printTaxation` writes it; what people write (免税, `6％`) is read too. */
export const Taxation = z
  .string()
  .max(40)
  .transform((text, ctx) => {
    const value = parseTaxation(text)
    if (value !== undefined) return value
    ctx.addIssue({ code: 'custom', message: 'taxation' })
    return z.NEVER
  })
  .meta({
    type: 'string',
    description: '`6%`, `3% simplified`, `5% simplified`, `1.5% reduced`, `exempt`, `zero-rated` or `outside-scope`',
    example: '6%',
  })

/** The same in replies. */
export const TaxationText = z.string().meta({ description: 'As in requests', example: '6%' })

/** A decimal in a string: quantities and unit prices never pass through a float. */
export const DecimalText = z
  .string()
  .max(32)
  .transform((text, ctx) => {
    const value = parseDecimal(text)
    if (value !== undefined) return value
    ctx.addIssue({ code: 'custom', message: 'decimal' })
    return z.NEVER
  })
  .meta({ type: 'string', example: '2' })

/** How many: above zero. */
export const Quantity = DecimalText.refine((value) => value !== '0' && !value.startsWith('-'), {
  message: 'quantity.positive',
  abort: true,
}).meta({ type: 'string', example: '2' })

/** For a line's `refine`: a quantity that no unit price fits would vanish from the invoice. */
export const keepsQuantityOfLine: [(line: Counted) => boolean, { path: string[]; message: SentenceKey }] = [
  ({ grossFen, ...counted }) => keepsQuantity({ ...counted, gross: grossFen }),
  { path: ['quantity'], message: 'quantity.no-price' },
]

type Counted = { grossFen: FenValue; quantity?: Decimal | undefined; unitPrice?: Decimal | undefined }

/** One line of text without control characters. */
export function Text(max: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(1, 'text.empty')
        .max(max, 'text.too-long')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
        .regex(/^[^\u0000-\u001f\u007f]*$/, 'text.control-characters'),
    )
    .meta({ type: 'string', maxLength: max })
}

/** Characters as channels count them: an ideograph outside the basic plane is one. */
const atMost = (max: number) => (text: string) => [...text].length <= max

/** What an invoice prints: emoji and the like are taken out, and something must be left. `max` counts what is left. */
export function PrintedName(max: number) {
  return Text(1_000)
    .transform(printable)
    .pipe(
      z
        .string()
        .min(1, 'text.unprintable')
        // The channel puts the 简称 between stars in front: with another it would stand there twice.
        .refine((name) => !name.startsWith('*'), 'text.starred')
        .refine(atMost(max), 'text.too-long'),
    )
    .meta({ type: 'string', maxLength: max })
}

/** The same for what may be missing: it is, when nothing is left. */
export function PrintedText(max: number, tooLong: SentenceKey = 'text.too-long') {
  return Text(1_000)
    .transform(printable)
    .pipe(z.string().refine(atMost(max), tooLong))
    .transform((text) => text || undefined)
    .meta({ type: 'string', maxLength: max })
}

/** As long as the strictest channel takes (Nuonuo); anything longer is refused, never cut. */
export const Remark = PrintedText(200, 'remark.too-long')

/**
 * A receipt number in one spelling, capitals: consumers type either, and `a1` beside `A1` would be two orders that
 * nobody could tell apart.
 */
export const OrderNumber = Text(64)
  .transform((text) => text.toUpperCase())
  .meta({ type: 'string', maxLength: 64, example: 'A1023-0456' })

// Without look-behind, which older phones do not read.
const CHARACTER = `[^\\s@<>,;"'.]`
const END = `[^\\s@<>,;"'.-]`
const ADDRESS = new RegExp(
  `^${CHARACTER}+(\\.${CHARACTER}+)*@(${END}(${CHARACTER}*${END})?\\.)+${END}${CHARACTER}*${END}$`,
)

/** Deliberately loose: the mail server is the judge, we only catch what cannot be an address. */
export const Email = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().max(254, 'email').regex(ADDRESS, 'email'))
  .meta({ type: 'string', format: 'email', example: 'lin.xia@example.com' })

function buyerName(kind: BuyerValue['kind']) {
  return z
    .string()
    .max(1_000, 'buyer-name.too-long')
    .transform((text, ctx) => {
      const name = normaliseBuyerName(text)
      const problem = buyerNameProblem(kind, name)
      if (!problem) return name
      ctx.addIssue({ code: 'custom', message: `buyer-name.${problem}` })
      return z.NEVER
    })
    .meta({ type: 'string', maxLength: 100, example: '深圳市青屿云图科技有限公司' })
}

/**
 * A taxpayer id in its shape. Whether a wrong check digit is taken depends on the seller's channel and on what the person
 * confirmed, which no schema of a field knows: who takes one asks `parseTaxpayerId` with the policy.
 */
export const TaxpayerId = z
  .string()
  .max(100)
  .transform((text, ctx) => {
    const problem = taxpayerIdProblem(text)
    const id = parseTaxpayerId(text, problem === 'bad-check-digit' ? 'shape-only' : 'strict')
    if (id) return id
    ctx.addIssue({ code: 'custom', message: `taxpayer-id.${problem ?? 'bad-character'}` })
    return z.NEVER
  })
  .meta({ type: 'string', example: '91990000MA0AAAA1XB' })

const registration = {
  address: Text(80).optional(),
  phone: Text(20).optional(),
  bank: Text(60).optional(),
  account: Text(40).optional(),
}

export const Buyer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('enterprise'),
    name: buyerName('enterprise'),
    taxpayerId: TaxpayerId,
    ...registration,
  }),
  z.strictObject({ kind: z.literal('individual'), name: buyerName('individual') }),
  z.strictObject({
    kind: z.literal('institution'),
    name: buyerName('institution'),
    taxpayerId: TaxpayerId.optional(),
    ...registration,
  }),
])

export const Language = z.enum(['zh', 'en'])
export const Time = z.iso.datetime({ offset: true }).meta({ example: '2026-11-23T12:40:00+08:00' })
const CLOCK_SKEW_MS = 24 * 3_600_000

/** When something was paid: not in the future, beyond a day by which the clock of a till may be wrong. */
export const PaidAt = Time.refine((time) => Date.parse(time) <= Date.now() + CLOCK_SKEW_MS, 'paid-at.future').meta({
  example: '2026-11-23T12:40:00+08:00',
})
export const TaxCode = z
  .string()
  .regex(/^\d{19}$/, 'tax-code')
  .meta({ example: '3070401000000000000' })

/** A page of a list; `next` is the cursor of the following one, absent on the last. */
export function Page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().optional() })
}
export const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
