import { amountInWords, type Fen, formatYuan } from '@mashang/invoice'
import type { Font } from 'fontkit'
import type { Entry } from '../books.ts'
import { buyerNameOf, totalsOf } from '../order.ts'
import { drawLines } from './lines.ts'
import { drawMarks } from './marks.ts'
import { label, MM, type Pen, sheet } from './paper.ts'

const TITLE = '电子发票样张（普通发票）'

/** The sample of an issued order: one page, made anew each time, the same bytes each time. */
export async function sampleOf(font: Font, entry: Entry): Promise<Buffer> {
  const pen = sheet(font, TITLE, new Date(entry.readyAt))
  drawHead(pen, entry)
  drawParties(pen, entry)
  drawLines(pen, entry.order.invoiceDetail)
  drawFoot(pen, entry)
  drawMarks(pen)
  return bytesOf(pen.document)
}

function drawHead(pen: Pen, { invoiceNumber, readyAt }: Entry): void {
  pen.text(TITLE, 45, 7, { width: 120, size: 19, align: 'center', ...label })
  pen.line(65.5, 18, 138.5, 18)
  pen.line(65.5, 19, 138.5, 19)
  // Where the supervision seal would be.
  pen.document.rect(86 * MM, 20.5 * MM, 32 * MM, 7 * MM).stroke('#c00000')
  pen.text('SANDBOX 非税务发票', 86, 21.8, { width: 32, size: 8, align: 'center', colour: '#c00000' })
  pen.text('发票号码：', 148, 10.3, label)
  pen.text(invoiceNumber, 164, 10.3, { width: 42 })
  pen.text('开票日期：', 148, 16.4, label)
  pen.text(chineseDate(readyAt), 164, 16.4)
}

function drawParties(pen: Pen, { order, seller, sellerName }: Entry): void {
  pen.document.rect(4.5 * MM, 30 * MM, 201 * MM, 94 * MM).stroke('#800000')
  pen.line(4.5, 52, 205.5, 52)
  for (const x of [10.7, 105.2, 111.2]) pen.line(x, 30, x, 52)
  drawParty(pen, 4.5, '购买方信息', buyerNameOf(order), order.buyerTaxNum ?? '')
  drawParty(pen, 105.2, '销售方信息', `【测试】${sellerName}`, seller)
}

function drawParty(pen: Pen, x: number, caption: string, name: string, taxpayerId: string): void {
  for (const [row, character] of [...caption].entries()) pen.text(character, x + 1.5, 31.6 + row * 3.9, label)
  pen.text('名称：', x + 7, 33, label)
  pen.text(name, x + 16.5, 33, { width: 76, lines: 2 })
  pen.text('统一社会信用代码/纳税人识别号：', x + 7, 44.5, label)
  pen.text(taxpayerId, x + 55.5, 44.5, { width: 38 })
}

function drawFoot(pen: Pen, { order }: Entry): void {
  const { gross, net, tax } = totalsOf(order)
  pen.line(4.5, 96, 205.5, 96)
  pen.line(4.5, 104, 205.5, 104)
  pen.line(56.5, 96, 56.5, 104)
  pen.line(10.7, 104, 10.7, 124)
  pen.text('合    计', 18, 90.8, label)
  pen.text(yuan(net), 122, 90.8, { width: 31, align: 'right' })
  pen.text(yuan(tax), 174, 90.8, { width: 30.5, align: 'right' })
  pen.text('价税合计（大写）', 16.4, 98, label)
  pen.text(`⊗ ${amountInWords(gross)}`, 58, 97.8, { width: 82, size: 10 })
  pen.text('（小写）', 142, 98, label)
  pen.text(yuan(gross), 156, 97.8, { width: 48, size: 10 })
  pen.text('备', 6, 109, label)
  pen.text('注', 6, 115, label)
  pen.text(order.remark ?? '', 12.5, 105.5, { width: 190, size: 8, lines: 4 })
  pen.text('开票人：', 19, 127.5, label)
  pen.text(order.clerk, 33, 127.5)
}

const yuan = (amount: Fen) => `¥${formatYuan(amount)}`

function chineseDate(at: number): string {
  const [year, month, day] = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10).split('-')
  return `${year}年${month}月${day}日`
}

async function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  document.end()
  const chunks: Buffer[] = []
  for await (const chunk of document) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
