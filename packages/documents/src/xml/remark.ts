import { type Invoice, remarkOf } from '@mashang/invoice'
import type { XmlInvoice } from './xml-invoice.ts'

/** What of an invoice has no element of its own in the XML and is said in its Remark. */
export type Remarks = Pick<XmlInvoice, 'reverses' | 'remark' | 'banksInRemark' | 'payee' | 'reviewer'>

type Parties = Pick<XmlInvoice, 'seller' | 'buyer'>

/**
 * The text of 备注 in the XML: red information, banks, the free remark, payee and reviewer, each on a row of its own, as
 * on the face. Payments and special business have elements of their own.
 */
export function composeRemark({
  seller,
  buyer,
  reverses,
  remark,
  banksInRemark,
  payee,
  reviewer,
}: Parties & Remarks): string {
  return remarkOf({
    seller,
    buyer,
    lines: [],
    // The remark says what is reversed, not why.
    reverses: reverses && { ...reverses, reason: 'wrong' },
    ...({ remark, banksInRemark, payee, reviewer } satisfies Partial<Invoice>),
  })
}

/**
 * The opposite of `composeRemark`. Only a row that is exactly what it would have written is taken out of the remark; a
 * file composed otherwise keeps its whole text there.
 */
export function readRemark(text: string, { seller, buyer, reverses }: Parties & Pick<Remarks, 'reverses'>): Remarks {
  let rows = text.trim() === '' ? [] : text.trim().split('\n')
  const takeFirst = (said: Remarks): boolean => {
    const row = composeRemark({ seller, buyer, ...said })
    if (row === '' || rows[0] !== row) return false
    rows = rows.slice(1)
    return true
  }
  const reversed = reverses ?? reversedIn(rows[0] ?? '')
  if (reversed) takeFirst({ reverses: reversed })
  const banks = {
    buyer: takeFirst({ banksInRemark: { buyer: true, seller: false } }),
    seller: takeFirst({ banksInRemark: { buyer: false, seller: true } }),
  }
  const [, payee, reviewer] = /^(?:收款人:([^;]+);)?(?: {4})?(?:复核人:([^;]+);)?$/.exec(rows.at(-1) ?? '') ?? []
  const people = composeRemark({ seller, buyer, payee, reviewer })
  if (people !== '' && people === rows.at(-1)) rows = rows.slice(0, -1)
  const remark = rows.join('\n').trim()
  return {
    ...(reversed && { reverses: reversed }),
    ...((banks.buyer || banks.seller) && { banksInRemark: { seller: banks.seller, buyer: banks.buyer } }),
    ...(remark && { remark }),
    ...(payee && { payee }),
    ...(reviewer && { reviewer }),
  }
}

/** As real red invoices say it. */
function reversedIn(row: string): { number: string; confirmation: string } | undefined {
  const [, number, confirmation] = /被红冲蓝字数电票号码：(\d{20})\s+红字发票信息确认单编号：(\d{20})/.exec(row) ?? []
  return number && confirmation ? { number, confirmation } : undefined
}
