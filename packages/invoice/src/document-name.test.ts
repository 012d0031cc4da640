import { expect, test } from 'vitest'
import { documentName } from './document-name.ts'

const invoice = { number: '99990000000000000001', buyerName: '上海示例有限公司', issuedAt: '2026-11-23 14:05:09' }

test('a document is named as the bureau names it', () => {
  expect(documentName(invoice, 'pdf')).toBe('dzfp_99990000000000000001_上海示例有限公司_20261123140509.pdf')
})

test('a name that no file may have is cut down to one that it may', () => {
  const name = documentName({ ...invoice, buyerName: `../a:b*c?"<>|\n${'龘'.repeat(80)}` }, 'xml')
  expect(name).toBe(`dzfp_99990000000000000001_..abc${'龘'.repeat(45)}_20261123140509.xml`)
  expect(Buffer.byteLength(name)).toBeLessThan(255)
})
