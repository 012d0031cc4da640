import { describe, expect, test } from 'vitest'
import type { PlacedPages } from './placed-text.ts'
import { readFace } from './read-face.ts'
import { anotherFace } from './testing/another-face.ts'
import type { PlainText } from './testing/plain-pdf.ts'

const MM = 25.4 / 72

function placed(texts: readonly PlainText[], mark?: string): PlacedPages {
  const width = (text: string, size: number) =>
    [...text].reduce((sum, glyph) => sum + (glyph <= '\u00ff' ? 0.5 : 1) * size * MM, 0)
  const upright = texts.map(({ x, y, size, text }) => {
    return { page: 0, x, y, width: width(text, size), size: size * MM, text, turned: false }
  })
  const across = mark ? [{ page: 0, x: 60, y: 100, width: 100, size: 14, text: mark, turned: true }] : []
  return { texts: [...upright, ...across], pages: [{ width: 210, height: 140 }] }
}

const read = (changes: Parameters<typeof anotherFace>[0], mark?: string) =>
  readFace(placed(anotherFace(changes), mark), 'pdf')

/** A face of one line; `item` is what wraps in its first column. */
const amounts = { net: 1_584_158, tax: 15_842, gross: 1_600_000, grossInWords: '壹万陆仟元整' }

describe('the words of an item are never captions', () => {
  test.each([
    '*印刷品*字母卡（小写）',
    '*印刷品*字母卡\n（小写）',
    '*印刷品*字帖（大写）',
    '*餐饮服务*单点与套餐\n合计',
    '*餐饮服务*单点与套餐\n合计收取¥9.00',
    '*餐饮服务*小计\n小计',
    '*餐饮服务*合\n计',
    '*设计服务*名称：某某\n名称：某某',
  ])('%j', (item) => {
    const printed = item.replaceAll('\n', '')
    expect(read({ item })).toMatchObject({
      ...amounts,
      sample: false,
      buyer: { taxpayerId: '91990000MA0AAAA1XB' },
      seller: { name: '广州市某某有限公司', taxpayerId: '92990000MA0AAAA288' },
      lines: [{ item: printed, net: 1_584_158, tax: 15_842 }],
    })
  })

  test.each(['合计 ¥1.00 ¥2.00', '价税合计（大写）壹圆整（小写）¥1.00', '（小写）¥1.00'])(
    'nor are those of the remark: %s',
    (remark) => {
      expect(read({ remark })).toMatchObject(amounts)
    },
  )
})

// The column of items ends at 41.5 mm, and texts begin at 4.5: these end at 42.6 and 44.2.
test.each(['*信息技术服务*SaaS plans', '*信息技术服务*SaaS pl off'])(
  '%s, which runs over its column, stays one',
  (item) => {
    expect(read({ item }).lines).toMatchObject([{ item }])
  },
)

describe('a sample', () => {
  test.each(['*印刷品*彩色样张', '*印刷品*SAMPLE'])('is not whatever has an item %s', (item) => {
    expect(read({ item }).sample).toBe(false)
  })

  test('is not whatever has it in the remark', () => {
    expect(read({ remark: 'SAMPLES INCLUDED 测试样张' }).sample).toBe(false)
  })

  test('has the mark across it, or its number, or its title', () => {
    expect(read({}, '测试样张 SAMPLE 无效').sample).toBe(true)
    expect(read({ number: '99990000000000000001' }).sample).toBe(true)
    const titled = anotherFace().map((text) =>
      text.text.startsWith('电子发票') ? { ...text, text: '电子发票样张（普通发票）' } : text,
    )
    expect(readFace(placed(titled), 'pdf')).toMatchObject({ sample: true, kind: 'general' })
  })
})

test('what kind it is says the title, not an item', () => {
  expect(read({ item: '*软件*电子发票（普通发票）' }).kind).toBe('special')
})

test('a face without amounts tells what else it says', () => {
  const face = read({ net: '壹万', number: '99990000000000000001' })
  expect(face).toMatchObject({ kind: 'special', sample: true, date: '2026-01-24' })
  expect(face.gross).toBeUndefined()
})

test('amounts are not put together out of neighbours', () => {
  expect(read({ net: '¥158', tax: '41.58' }).net).toBeUndefined()
})

test('characters beyond the basic plane are as good as others', () => {
  expect(read({ item: '*餐饮服务*𠮷野家\u{1F600}', remark: '\u{10FFFD}' }).lines).toMatchObject([
    { item: '*餐饮服务*𠮷野家\u{1F600}' },
  ])
})
