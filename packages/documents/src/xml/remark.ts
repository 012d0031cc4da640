import { remarkInXml } from '@mashang/invoice'
import type { XmlInvoice } from './xml-invoice.ts'

/** What of an invoice has no element of its own in the XML and is said in its Remark. */
type Remarks = Pick<XmlInvoice, 'reverses' | 'remark' | 'banksInRemark' | 'payee' | 'reviewer'>

type Parties = Pick<XmlInvoice, 'seller' | 'buyer'>

/**
 * The opposite of `remarkInXml`. Only a row that is exactly what that would have written is taken out of the remark; a
 * file composed otherwise keeps its whole text there.
 */
export function readRemark(text: string, { seller, buyer, reverses }: Parties & Pick<Remarks, 'reverses'>): Remarks {
  let rows = text.trim() === '' ? [] : text.trim().split('\n')
  const takeFirst = (said: Remarks): boolean => {
    const row = remarkInXml({ seller, buyer, ...said })
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
  const people = remarkInXml({ seller, buyer, payee, reviewer })
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
