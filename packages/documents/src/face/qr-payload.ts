import { plainYuan, totals } from '@mashang/invoice'
import type { FaceInvoice } from './face-invoice.ts'

/** 31 专票, 32 普票. Source: 版式及XML规范 V5.002 §6. */
const TYPES = { special: '31', general: '32' } as const

/**
 * What the QR code of a genuine invoice says: `01,<type>,,<number>,<价税合计>,<yyyyMMdd>,,<check>`. Never on a sample:
 * a scanner would book it.
 */
export function qrPayload(invoice: Pick<FaceInvoice, 'kind' | 'number' | 'issuedAt' | 'lines'>): string {
  const gross = plainYuan(totals(invoice.lines).gross)
  const date = invoice.issuedAt.slice(0, 10).replaceAll('-', '')
  const checked = `01,${TYPES[invoice.kind]},,${invoice.number},${gross},${date},,`
  return checked + checkValue(checked)
}

/**
 * CRC-16/UMTS in four upper-case hexadecimal digits, over ASCII including the last comma. The specification calls it
 * X25 and bit-reversed; real codes are neither.
 */
export function checkValue(ascii: string): string {
  let crc = 0
  for (const character of ascii) {
    crc ^= character.charCodeAt(0) << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x8005) & 0xffff : crc << 1
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
