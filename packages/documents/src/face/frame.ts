import { type ColumnSet, columnsOf } from './columns.ts'
import type { FaceElement, FacePage } from './face.ts'
import type { FaceInvoice } from './face-invoice.ts'
import { noSeal } from './marks.ts'
import { type Sheet, WORDS_HEIGHT } from './sheets.ts'
import { captionAt, captionCentredOn, DARK_RED, sizeToFit, TWENTY_POINTS } from './text.ts'

/** Of the frame, in mm. */
const LEFT = 4.5
const RIGHT = 205.5
const TOP = 30
const PARTIES_BOTTOM = 52

const LINE = 0.25
const TITLE_CENTRE = 101

/** Every form of the frame that was drawn: they are few, kind × origin × columns × heights. */
const drawn = new Map<string, FacePage['template']>()

/** What is equal on all invoices of a kind: title, lines, captions. The same value for the same name. */
export function templateOf(invoice: FaceInvoice, sheet: Sheet): FacePage['template'] {
  const columns = columnsOf(invoice)
  const name = [
    invoice.kind,
    invoice.origin.kind,
    columns.name,
    sheet.height,
    sheet.last ? 'last' : 'continued',
    sheet.pages > 1 ? 'many' : 'one',
  ].join(' ')
  const known = drawn.get(name)
  if (known) return known
  const template = { name, elements: drawFrame(invoice, columns, sheet) }
  drawn.set(name, template)
  return template
}

function drawFrame(invoice: FaceInvoice, columns: ColumnSet, sheet: Sheet): FaceElement[] {
  return [
    ...drawTitle(invoice),
    ...(invoice.origin.kind === 'sample' ? noSeal() : []),
    ...drawLines(sheet),
    ...drawStrip(sheet),
    ...numberCaptions(),
    ...partyCaptions(),
    ...columns.columns.map(({ heading, caption }) => captionAt(caption, 55.73, heading)),
    ...totalsCaptions(sheet),
    ...(sheet.last ? lastCaptions(sheet) : []),
    captionAt(19, sheet.height - 7.7, '开票人：'),
  ]
}

/** 电子发票（普通发票） and its likes. */
export function titleOf({ kind, origin }: Pick<FaceInvoice, 'kind' | 'origin'>): string {
  const what = origin.kind === 'sample' ? '电子发票样张' : '电子发票'
  return `${what}（${kind === 'special' ? '增值税专用发票' : '普通发票'}）`
}

function drawTitle(invoice: FaceInvoice): FaceElement[] {
  const title = titleOf(invoice)
  const size = sizeToFit(title, 92, { font: 'kai', size: TWENTY_POINTS })
  return [
    captionCentredOn(TITLE_CENTRE, 14.1, title, { size }),
    horizontal(18, 65.5, 138.5),
    horizontal(19, 65.5, 138.5),
  ]
}

function drawLines({ itemsBottom, last, height }: Sheet): FaceElement[] {
  const bottom = height - 16
  const words = itemsBottom + WORDS_HEIGHT
  return [
    line(`M ${LEFT} ${TOP} L ${RIGHT} ${TOP} L ${RIGHT} ${bottom} L ${LEFT} ${bottom} C`),
    horizontal(PARTIES_BOTTOM, LEFT, RIGHT),
    vertical(10.7, TOP, PARTIES_BOTTOM),
    vertical(105.2, TOP, PARTIES_BOTTOM),
    vertical(111.2, TOP, PARTIES_BOTTOM),
    ...(last
      ? [
          horizontal(itemsBottom, LEFT, RIGHT),
          horizontal(words, LEFT, RIGHT),
          vertical(56.5, itemsBottom, words),
          vertical(10.7, words, bottom),
        ]
      : []),
  ]
}

/** The coloured edge right of the frame. */
function drawStrip({ height }: Sheet): FaceElement[] {
  const strip = { kind: 'rectangle', x: 205.66, width: 0.54 } as const
  return [
    { ...strip, y: 29.8, height: 47, colour: [246, 237, 225] },
    { ...strip, y: 76.6, height: height - 16 - 76.6, colour: [118, 89, 84] },
  ]
}

function numberCaptions(): FaceElement[] {
  return [captionAt(154.2, 13.9, '发票号码：'), captionAt(154.2, 20, '开票日期：')]
}

function partyCaptions(): FaceElement[] {
  return [
    ...downwards(5.95, '购买方信息'),
    ...downwards(106.65, '销售方信息'),
    ...[11.4, 111.9].flatMap((x) => [
      captionAt(x, 36.9, '名称：'),
      captionAt(x, 46.8, '统一社会信用代码/纳税人识别号：', { size: 2.826 }),
    ]),
  ]
}

/** One character below the other. */
function downwards(x: number, text: string): FaceElement[] {
  return [...text].map((character, index) => captionAt(x, 35.23 + index * 3.5, character))
}

function totalsCaptions({ itemsBottom, pages }: Sheet): FaceElement[] {
  const total = [captionAt(20, itemsBottom - 1.7, '合'), captionAt(36, itemsBottom - 1.7, '计')]
  return pages === 1
    ? total
    : [...total, captionAt(20, itemsBottom - 6.1, '小'), captionAt(36, itemsBottom - 6.1, '计')]
}

function lastCaptions({ itemsBottom }: Sheet): FaceElement[] {
  const words = itemsBottom + 5.15
  const remark = itemsBottom + WORDS_HEIGHT
  return [
    captionAt(16.4, words, '价税合计（大写）'),
    captionAt(143, words, '（小写）'),
    captionAt(5.95, remark + 7.73, '备'),
    captionAt(5.95, remark + 13.73, '注'),
  ]
}

function horizontal(y: number, from: number, to: number): FaceElement {
  return line(`M ${from} ${y} L ${to} ${y}`)
}

function vertical(x: number, from: number, to: number): FaceElement {
  return line(`M ${x} ${from} L ${x} ${to}`)
}

function line(data: string): FaceElement {
  return { kind: 'path', data, width: LINE, colour: DARK_RED }
}
