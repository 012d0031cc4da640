import {
  fen,
  type Invoice,
  type InvoiceLine,
  type InvoiceParty,
  type PaymentChannel,
  parseDecimal,
  type RealEstateLease,
  rate,
  type SpecialBusiness,
  splitTaxIncluded,
  type Taxation,
} from '@mashang/invoice'
import fc from 'fast-check'

/** What XML must escape, what is beyond the basic plane, and what a face has for captions. */
const characters = [...'码上开票𠮷野家龘A1 &<>"\'（）()*·:-;é']
const captions = ['合计', '小计', '（大写）', '（小写）', '样张', '名称：', '发票号码：', '¥1.00']

/** Text as people write it; never empty, no blanks around, on one line, a caption among some forty characters. */
const words = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        { arbitrary: fc.constantFrom(...characters), weight: 40 },
        { arbitrary: fc.constantFrom(...captions), weight: 1 },
      ),
      { minLength: 1, maxLength },
    )
    .map((parts) => `字${parts.join('').trim()}`)

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const taxpayerId = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'),
  minLength: 18,
  maxLength: 18,
})

const party: fc.Arbitrary<InvoiceParty> = fc
  .record({
    name: words(30),
    taxpayerId: maybe(taxpayerId),
    address: maybe(words(40)),
    phone: maybe(digits(11)),
    bank: maybe(words(20)),
    account: maybe(digits(19)),
  })
  .map(withoutUndefined)

const taxation: fc.Arbitrary<Taxation> = fc.oneof(
  fc
    .constantFrom(100, 150, 300, 500, 600, 900, 1300)
    .map((points): Taxation => ({ kind: 'taxed', rate: rate(points) })),
  fc.constantFrom<Taxation>({ kind: 'exempt' }, { kind: 'zero-rated' }, { kind: 'outside-scope' }),
)

const line: fc.Arbitrary<InvoiceLine> = fc
  .record({
    shortName: words(6).map((text) => text.replaceAll('*', '')),
    name: words(40),
    taxCode: digits(19),
    specification: maybe(words(10)),
    unit: maybe(words(3)),
    quantity: maybe(fc.integer({ min: 1, max: 100_000 }).map((hundredths) => parseDecimal(String(hundredths / 100)))),
    gross: fc.integer({ min: 1, max: 100_000_000 }).map(fen),
    taxation,
  })
  .map(({ gross, quantity, ...item }) => {
    const amounts =
      item.taxation.kind === 'taxed' ? splitTaxIncluded(gross, item.taxation.rate) : { net: gross, tax: fen(0) }
    const netUnitPrice = quantity && parseDecimal((amounts.net / 100 / Number(quantity)).toFixed(8))
    return withoutUndefined({ ...item, quantity, netUnitPrice, gross, ...amounts, role: 'normal' as const })
  })

/** A line, and now and then the discount on it. */
const linesOfOne: fc.Arbitrary<InvoiceLine[]> = fc
  .tuple(line, maybe(fc.integer({ min: 1, max: 99 })))
  .map(([whole, percent]) => {
    if (percent === undefined || whole.net < 100) return [whole]
    const off = (amount: number) => fen(-Math.floor((amount * percent) / 100))
    const { quantity: _, netUnitPrice: __, specification: ___, unit: ____, ...item } = whole
    const [net, tax] = [off(whole.net), off(whole.tax)]
    return [
      { ...whole, role: 'discounted' as const },
      { ...item, role: 'discount' as const, net, tax, gross: fen(net + tax) },
    ]
  })
  .filter(([, discount]) => discount === undefined || discount.net < 0)

const day = fc
  .date({ min: new Date('2022-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const second = fc
  .date({ min: new Date('2022-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19).replace('T', ' '))
const minute = second.map((text) => text.slice(0, 16))

const plate = digits(5).map((text) => `浙A·${text}`)

const lease: fc.Arbitrary<RealEstateLease> = fc
  .record({
    certificate: maybe(words(10)),
    address: words(40),
    from: fc.oneof(day, minute),
    to: fc.oneof(day, minute),
    crossRegion: fc.boolean(),
    plates: maybe(fc.array(plate, { minLength: 1, maxLength: 3 })),
  })
  .map(withoutUndefined)

const business: fc.Arbitrary<SpecialBusiness> = fc.oneof(
  fc.constant<SpecialBusiness>({ kind: 'real-estate-lease' }),
  fc
    .array(
      fc
        .record({
          traveller: maybe(words(4)),
          idNumber: maybe(taxpayerId),
          date: day,
          departure: words(10),
          destination: words(10),
          grade: maybe(words(4)),
          vehicle: words(5),
        })
        .map(withoutUndefined),
      { minLength: 1, maxLength: 3 },
    )
    .map((trips): SpecialBusiness => ({ kind: 'passenger-transport', trips })),
)

const channel = fc.constantFrom<PaymentChannel>('001', '009', '010', '099')

const MOST_LINES = 8

/**
 * Any invoice whose every fact has a place in the XML. Left out, because no file says them: the reason of a reversal is
 * always `wrong`, there is no `relief` and no `fuel`, and the bureau of a sample is called SANDBOX.
 */
export const arbitraryInvoice: fc.Arbitrary<Invoice> = fc
  .record({
    // Those of samples begin so, and this is none.
    number: digits(20).filter((number) => !number.startsWith('9999')),
    issuedAt: second,
    kind: fc.constantFrom('general' as const, 'special' as const),
    red: fc.boolean(),
    reversed: digits(20),
    confirmation: digits(20),
    seller: party,
    sellerId: taxpayerId,
    buyer: party,
    lines: fc.array(linesOfOne, { minLength: 1, maxLength: MOST_LINES }).map((lines) => lines.flat()),
    remark: maybe(fc.array(words(20), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))),
    banks: fc.record({ seller: fc.boolean(), buyer: fc.boolean() }),
    drawer: words(5),
    payee: maybe(words(5).map((text) => text.replaceAll(';', ''))),
    reviewer: maybe(words(5).map((text) => text.replaceAll(';', ''))),
    business: maybe(business),
    leases: fc.array(lease, { minLength: MOST_LINES, maxLength: MOST_LINES }),
    payments: maybe(fc.array(fc.record({ channel, transaction: digits(28) }), { minLength: 1, maxLength: 3 })),
    taxpayerType: fc.constantFrom('general' as const, 'small-scale' as const),
    region: digits(5),
    bureauName: words(20),
    unit: maybe(digits(8)),
  })
  .map(
    ({ red, reversed, confirmation, sellerId, banks, region, bureauName, unit, lines, leases, ...rest }): Invoice => {
      const bankKnown = ({ bank, account }: InvoiceParty) => bank !== undefined || account !== undefined
      const banksInRemark = {
        seller: banks.seller && bankKnown(rest.seller),
        buyer: banks.buyer && bankKnown(rest.buyer),
      }
      const rows = rest.business?.kind === 'real-estate-lease' ? leased(lines, leases) : lines
      return withoutUndefined({
        ...rest,
        seller: { ...rest.seller, taxpayerId: sellerId },
        lines: red ? rows.filter(({ role }) => role !== 'discount').map(reversedLine) : rows,
        reverses: red ? { number: reversed, confirmation, reason: 'wrong' as const } : undefined,
        banksInRemark: banksInRemark.seller || banksInRemark.buyer ? banksInRemark : undefined,
        bureau: { code: region, name: unit ? bureauName : 'SANDBOX' },
        origin: unit ? { kind: 'direct-unit' as const, id: unit } : { kind: 'sample' as const },
      })
    },
  )

function leased(lines: readonly InvoiceLine[], leases: readonly RealEstateLease[]): InvoiceLine[] {
  const left = leases.values()
  return lines.map((line) => (line.role === 'discount' ? line : { ...line, lease: left.next().value }))
}

function reversedLine(line: InvoiceLine): InvoiceLine {
  const quantity = line.quantity && parseDecimal(`-${line.quantity}`)
  return {
    ...line,
    ...(quantity && { quantity }),
    role: 'normal',
    net: fen(-line.net),
    tax: fen(-line.tax),
    gross: fen(-line.gross),
  }
}

/** Absent and undefined are the same to an `Invoice`, but not to deep equality. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
}
