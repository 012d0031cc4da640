import type { Face, FaceElement, FaceFont, FacePage, FaceTag, FaceText, Rgb } from '../../face/face.ts'
import type { OfdOptions } from '../ofd-options.ts'

export const someFacts: OfdOptions = {
  number: '99990000000000000001',
  sellerTaxpayerId: '91330106MA2CC0CL6J',
  buyerTaxpayerId: '91310115MA1K3QKX2D',
  net: '175.47',
  tax: '10.53',
  createdAt: '2026-11-23 14:05:09',
}

const captions: Rgb = [128, 0, 0]

/** Two pages with every kind of element, names that need escaping, and characters beyond the basic plane. */
export function aSmallFace(): Face {
  return { pages: [aPage('first', 140), aPage('last', 157.5)] }
}

function aPage(name: string, height: number): FacePage {
  return {
    width: 210,
    height,
    template: {
      name,
      elements: [
        { kind: 'path', data: 'M 4.5 30 L 205.5 30 L 205.5 124 L 4.5 124 C', width: 0.25, colour: captions },
        { kind: 'path', data: 'M 65.5 18 L 138.5 18', width: 0.25, colour: captions },
        { kind: 'path', data: 'M 60 99 B 62 97 64 97 66 99', width: 0.25, colour: captions, opacity: 0.5 },
        { kind: 'rectangle', x: 205.6, y: 29.8, width: 0.54, height: 47, colour: [246, 237, 225] },
        aText('电子发票样张（普通发票）', 66, 14.5, { font: 'kai', size: 7.056, colour: captions }),
      ],
    },
    elements: [
      aText(someFacts.number, 170, 12.8, { tag: 'InvoiceNo' }),
      aText('2026年11月23日', 170, 18.9, { tag: 'IssueDate' }),
      aText('王𠮷祥与"A&B" <试\'样>㐂龘𬭳店', 20, 36.5, { tag: 'BuyerName' }),
      aText('杭州码上餐饮管理', 120, 36.5, { tag: 'SellerName' }),
      aText('有限公司', 120, 40.1, { tag: 'SellerName' }),
      aText(someFacts.buyerTaxpayerId ?? '', 54, 48, { font: 'courier', size: 4.233, tag: 'BuyerTaxID' }),
      aText(someFacts.sellerTaxpayerId, 154.5, 48, { font: 'courier', size: 4.233, tag: 'SellerTaxID' }),
      aText('*生产生活服务*餐饮服务 &amp; 外卖', 4.5, 59, { tag: 'Item' }),
      aText(someFacts.net, 140, 93.4, { tag: 'TaxExclusiveTotalAmount' }),
      aText(someFacts.tax, 190, 93.4, { tag: 'TaxTotalAmount' }),
      aText('下载次数', 208, 30, { rotation: 90 }),
      aText('', 5, 100),
      { kind: 'matrix', x: 6.5, y: 6, size: 20, modules: chequered(37) },
    ],
    overlay: [
      aText('测试样张 SAMPLE 无效', 30, 110, {
        size: 14,
        colour: [200, 0, 0],
        rotation: -28,
        opacity: 0.3,
        font: 'kai',
      }),
    ],
  }
}

type TextChanges = Partial<{
  font: FaceFont
  size: number
  colour: Rgb
  rotation: number
  opacity: number
  tag: FaceTag
}>

export function aText(text: string, x: number, y: number, changes: TextChanges = {}): FaceText {
  const size = changes.size ?? 3.175
  const advances = [...text].slice(0, -1).map((glyph) => {
    if (changes.font === 'courier') return 0.6 * size
    return glyph < '\u0100' ? size / 2 : size
  })
  return { kind: 'text', x, y, text, font: 'song', size, colour: [0, 0, 0], advances, ...changes }
}

function chequered(size: number): boolean[][] {
  const line = Array.from({ length: size }, (_, index) => index)
  return line.map((row) => line.map((column) => (row * column + row) % 3 === 0))
}

/** Every text of a page, the overlay last. */
export function textsOf(page: FacePage): FaceText[] {
  const elements: FaceElement[] = [...page.template.elements, ...page.elements, ...page.overlay]
  return elements.filter((element) => element.kind === 'text' && element.text !== '') as FaceText[]
}
