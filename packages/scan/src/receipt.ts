import { type Fen, parseYuan, toHalfWidth } from '@mashang/invoice'

/** The two items copied from a receipt, as typed. */
export type ReceiptForm = { number: string; amount: string }
export type ReceiptField = keyof ReceiptForm
export type ReceiptProblem =
  | 'receipt-number.missing'
  | 'receipt-number.too-long'
  | 'amount.missing'
  | 'amount.not-positive'
  | 'amount.decimals'
  | 'amount.bad'

export const emptyReceipt: ReceiptForm = { number: '', amount: '' }

const LONGEST_NUMBER = 64

/** Half-width and without blanks at the ends, for receipts are copied on Chinese keyboards. */
function receiptNumber(text: string): string {
  return toHalfWidth(text).trim()
}

/** What `parseYuan` reads, also with 元 behind it: `¥68.00元`. */
function amountOf(text: string): Fen | undefined {
  return parseYuan(text.replace(/\s*元\s*$/, ''))
}

export function receiptProblem(form: ReceiptForm, field: ReceiptField): ReceiptProblem | undefined {
  if (field === 'number') {
    const { length } = receiptNumber(form.number)
    return length === 0 ? 'receipt-number.missing' : length > LONGEST_NUMBER ? 'receipt-number.too-long' : undefined
  }
  const amount = form.amount.trim()
  if (amount === '') return 'amount.missing'
  const fen = amountOf(amount)
  if (fen) return undefined
  if (fen === 0 || /^[¥￥\s]*[-−－]/.test(amount)) return 'amount.not-positive'
  return /[.。．][\d０-９]{3,}\s*元?$/.test(amount) ? 'amount.decimals' : 'amount.bad'
}

/** What to look up, or undefined while one of the two is missing or wrong. */
export function parseReceipt(form: ReceiptForm): { number: string; grossFen: Fen } | undefined {
  const grossFen = amountOf(form.amount)
  if (receiptProblem(form, 'number') || receiptProblem(form, 'amount') || grossFen === undefined) return undefined
  return { number: receiptNumber(form.number), grossFen }
}
