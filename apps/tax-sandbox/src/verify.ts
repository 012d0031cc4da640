import { plainYuan } from '@mashang/invoice'
import * as z from 'zod'
import type { Books } from './books.ts'
import { invoiceOf } from './invoice.ts'
import { totalsOf } from './order.ts'
import { isIssued } from './status.ts'

/** What the QR code of a sample asks: number, day and gross. */
const Question = z.object({ n: z.string().regex(/^\d{20}$/), d: z.string(), a: z.string() })

/** 查验 of a sample, as a page: whether the books hold this invoice, of this day and amount. */
export function verificationPage(books: Books, question: unknown, now: number): string {
  const asked = Question.safeParse(question)
  const entry = asked.success ? books.byInvoiceNumber(asked.data.n) : undefined
  if (!asked.success || !entry || !isIssued(entry, now)) return page('查无此票 No such invoice')
  const day = invoiceOf(entry).issuedAt.slice(0, 10)
  const same = day === asked.data.d && plainYuan(totalsOf(entry.order).gross) === asked.data.a
  return page(same ? `一致 It agrees · ${asked.data.n} · ${day} · ¥${asked.data.a}` : '不一致 It does not agree')
}

/** Holds nothing that anybody typed. */
function page(words: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>样张查验</title></head>
<body style="font:17px/1.6 sans-serif;margin:40px auto;max-width:520px;padding:0 16px"><h1>样张查验</h1><p>${words}</p>
<p>这是模拟税局，样张没有任何效力。This bureau is simulated; its samples are worth nothing.</p></body></html>`
}
