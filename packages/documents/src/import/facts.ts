import type { Decimal, Fen, InvoiceKind, InvoiceParty, Taxation } from '@mashang/invoice'

/** What a document says of its invoice, whatever its format; the words are the document's, only numbers are read. */
export type Facts = {
  source: 'pdf' | 'ofd' | 'xml'
  /** 20 digits; 8 on faces from before 数电票. */
  number: string
  /** `yyyy-MM-dd` */
  date: string
  /** `yyyy-MM-dd HH:mm:ss`: only data tell the time of day, faces do not. */
  issuedAt?: string | undefined
  kind?: InvoiceKind | undefined
  /** On a red invoice (红字发票), with what is known of the one it reverses. */
  red?: { number?: string | undefined; confirmation?: string | undefined } | undefined
  seller: InvoiceParty
  buyer: InvoiceParty
  net: Fen
  tax: Fen
  gross: Fen
  /** 价税合计（大写）, as printed. */
  grossInWords?: string | undefined
  /** Absent when the face is not one whose columns are known, or a row of it could not be read. */
  lines?: readonly FactLine[] | undefined
  remark?: string | undefined
  /** Whether it is marked as a sample. Its seller's name is told without 【测试】. */
  sample: boolean
  /** What its XML says twice and not alike. */
  contradictions?: readonly ('number' | 'date')[] | undefined
  /** What its XML states but nobody can read: the fact is then the sum of the lines, or of those that could be read. */
  unreadable?: readonly ('net' | 'tax' | 'gross' | 'lines')[] | undefined
  /** Whether the facts are those of an XML file that carries the tax bureau's signature; nobody can verify it. */
  signed: boolean
}

/** What an invoice cannot be without. */
type Needed = 'number' | 'date' | 'net' | 'tax' | 'gross'
/** Facts of which even what is needed may be missing. */
export type SomeFacts = Omit<Facts, Needed> & { [K in Needed]?: Facts[K] | undefined }

export function isWhole(facts: SomeFacts): facts is Facts {
  const { number, date, net, tax, gross } = facts
  return [number, date, net, tax, gross].every((fact) => fact !== undefined)
}

export type FactLine = {
  /** 项目名称 as printed: `*餐饮服务*餐费`. */
  item: string
  specification?: string | undefined
  unit?: string | undefined
  quantity?: Decimal | undefined
  netUnitPrice?: Decimal | undefined
  net: Fen
  tax: Fen
  taxation?: Taxation | undefined
}
