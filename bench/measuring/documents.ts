import { type Invoice, plainYuan } from '@mashang/invoice'
import {
  aLongInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRedInvoice,
} from '../../packages/documents/src/testing/invoices.ts'

/** Invoices of five lines that differ in number, buyer and amounts, as a day's do. */
export function fiveLines(n: number): Invoice {
  const invoice = aLongInvoice(5)
  return {
    ...invoice,
    number: `9999${String(n).padStart(16, '0')}`,
    buyer: { ...anOrdinaryInvoice().buyer, name: `${SURNAMES[n % SURNAMES.length]}${n}号贸易有限公司` },
    remark: `桌号：${n}    小票号：${plainYuan(invoice.lines[0]?.gross ?? (0 as never))}`,
  }
}

const MOST_LINES = 60

/**
 * Every form of the face in turn: 1 to 60 lines (all heights, and two pages), general and special, red, leases, with and
 * without the marks of a sample. All combinations come within 300, names and items never again: whatever is remembered
 * by form is remembered soon, and whatever is remembered by characters grows.
 */
export function ofManyKinds(n: number): Invoice {
  const { number, remark } = fiveLines(n)
  const { lines } = aLongInvoice((n % MOST_LINES) + 1)
  const [red, lease] = [aRedInvoice(), aParkingInvoice()]
  const forms: readonly Partial<Invoice>[] = [
    { lines },
    { lines, kind: 'special' },
    { lines, origin: { kind: 'direct-unit', id: '91330000123456789X' } },
    { ...red, lines: lines.map((line) => ({ ...line, ...red.lines[0] })) },
    { ...lease, lines: lines.map((line) => ({ ...line, ...lease.lines[0] })) },
  ]
  const invoice = anOrdinaryInvoice(forms[Math.floor(n / MOST_LINES) % forms.length])
  const [first, ...others] = invoice.lines
  return {
    ...invoice,
    number,
    remark,
    buyer: { ...invoice.buyer, name: `${ideographs(n, 8)}贸易有限公司` },
    lines: [...(first ? [{ ...first, name: ideographs(n + 7, 5) }] : []), ...others],
  }
}

/** Of the 20,000 of the basic block, others for each `n`. */
function ideographs(n: number, count: number): string {
  return String.fromCodePoint(
    ...Array.from({ length: count }, (_, index) => 0x4e00 + ((n * 97 + index * 2503) % 20_000)),
  )
}

const SURNAMES = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈']

/** Milliseconds for each call of `make` with 0…count−1, on this one core. */
export function msEach(count: number, make: (n: number) => unknown): number {
  const started = performance.now()
  for (let n = 0; n < count; n++) make(n)
  return (performance.now() - started) / count
}
