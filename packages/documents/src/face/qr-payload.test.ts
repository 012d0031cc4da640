import { expect, test } from 'vitest'
import { aLine, anOrdinaryInvoice } from '../testing/invoices.ts'
import { checkValue, qrPayload } from './qr-payload.ts'

test('the check value is CRC-16/UMTS, whose catalogue entry is FEE8', () => {
  expect(checkValue('123456789')).toBe('FEE8')
})

// The first is a published test invoice of Nuonuo's.
for (const [number, gross, kind, date, payload] of [
  ['20882408051806541460', 1, 'general', '2024-08-05', '01,32,,20882408051806541460,0.01,20240805,,649C'],
  ['99990000000000000001', 12_800, 'general', '2026-11-23', '01,32,,99990000000000000001,128.00,20261123,,98B3'],
  ['99990000000000000002', 1_130_000, 'special', '2026-11-23', '01,31,,99990000000000000002,11300.00,20261123,,0DAC'],
  ['99990000000000000003', -12_800, 'general', '2026-11-23', '01,32,,99990000000000000003,-128.00,20261123,,D56C'],
] as const)
  test(`invoice ${number} of ${gross} fen says ${payload}`, () => {
    const invoice = anOrdinaryInvoice({ number, kind, issuedAt: `${date} 10:00:00`, lines: [aLine({ gross })] })
    expect(qrPayload(invoice)).toBe(payload)
  })
