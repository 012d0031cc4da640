import { type Invoice, plainYuan } from '@mashang/invoice'
import { aLongInvoice, anOrdinaryInvoice } from '../../packages/documents/src/testing/invoices.ts'

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

const SURNAMES = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈']

/** Milliseconds for each call of `make` with 0…count−1, on this one core. */
export function msEach(count: number, make: (n: number) => unknown): number {
  const started = performance.now()
  for (let n = 0; n < count; n++) make(n)
  return (performance.now() - started) / count
}
