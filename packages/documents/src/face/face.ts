/**
 * The face of an invoice as drawing: the same for every format, so that PDF, OFD and the picture cannot disagree. `layOut`
 * makes it of an invoice; the painters in `pdf/`, `ofd/` and `svg/` know nothing of invoices.
 *
 * Millimetres, from the top left corner, y down. Colours are RGB.
 */
export type Face = { pages: readonly FacePage[] }

export type FacePage = {
  width: number
  height: number
  /**
   * Drawn first: frame, captions, columns. Equal on every invoice of the same `template`, so painters may prepare it
   * once per template name.
   */
  template: { name: string; elements: readonly FaceElement[] }
  elements: readonly FaceElement[]
  /** Drawn last, over everything, half transparent: the marks of a sample. */
  overlay: readonly FaceElement[]
}

export type FaceElement = FaceText | FacePath | FaceRectangle | FaceMatrix

/** One line of text. */
export type FaceText = {
  kind: 'text'
  /** Start of the baseline. */
  x: number
  y: number
  text: string
  font: FaceFont
  /** Em in mm: 9 pt are 3.175. */
  size: number
  colour: Rgb
  /** Distance from each glyph's start to the next one's, in mm: one fewer than there are code points. Never empty of them. */
  advances: readonly number[]
  /** Degrees, clockwise, around the start of the baseline. */
  rotation?: number | undefined
  opacity?: number | undefined
  /** What it is, for OFD's custom tags and for tests: `InvoiceNo`, `BuyerName`, … */
  tag?: FaceTag | undefined
}

/** 楷体 for captions, 宋体 for values, Courier for taxpayer ids and ¥. */
export type FaceFont = 'kai' | 'song' | 'courier'

/** A stroked line or curve: `M x y`, `L x y`, `B x1 y1 x2 y2 x y` (cubic Bézier), `C` (close), in absolute mm. */
export type FacePath = { kind: 'path'; data: string; width: number; colour: Rgb; opacity?: number | undefined }

export type FaceRectangle = { kind: 'rectangle'; x: number; y: number; width: number; height: number; colour: Rgb }

/** A square of black modules on white: the QR code. `modules[row][column]` */
export type FaceMatrix = {
  kind: 'matrix'
  x: number
  y: number
  size: number
  modules: readonly (readonly boolean[])[]
}

/** The runs of black modules, row by row: a painter that draws each as one box shows no seams between modules. */
export function* blackRuns({ modules }: FaceMatrix): Generator<{ top: number; left: number; right: number }> {
  for (const [top, row] of modules.entries()) {
    for (let left = row.indexOf(true); left >= 0; ) {
      const next = row.indexOf(false, left)
      const right = next < 0 ? row.length : next
      yield { top, left, right }
      left = row.indexOf(true, right)
    }
  }
}

export type Rgb = readonly [number, number, number]

/** Names of OFD's custom tags in the bureau's own files. */
export type FaceTag =
  | 'InvoiceNo'
  | 'IssueDate'
  | 'BuyerName'
  | 'BuyerTaxID'
  | 'SellerName'
  | 'SellerTaxID'
  | 'TaxExclusiveTotalAmount'
  | 'TaxTotalAmount'
  | 'TaxInclusiveTotalAmount'
  | 'InvoiceClerk'
  | 'Item'
  | 'TaxScheme'
  | 'Amount'
  | 'TaxAmount'
  | 'Price'
  | 'Quantity'
  | 'Note'
