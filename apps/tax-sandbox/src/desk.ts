import { readFile } from 'node:fs/promises'
import { formats } from '@mashang/documents'
import { plainYuan } from '@mashang/invoice'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { type Behaviour, magic, Settings } from './behaviour.ts'
import type { Books, Entry } from './books.ts'
import type { Traffic } from './gateway.ts'
import { buyerNameOf, totalsOf } from './order.ts'
import { isIssued, isSealed, statusAt } from './status.ts'

type Desk = { books: Books; behaviour: Behaviour; traffic: Traffic }

const Filter = z.strictObject({
  orderNo: z.string().optional(),
  limit: z.coerce.number().int().min(0).max(100_000).default(1000),
})

const Seller = z.strictObject({ name: z.string().trim().min(1).max(100) })

/** The bureau from inside: its switches, its books, and a page that shows both. Never down. */
export async function desk(app: FastifyInstance, { books, behaviour, traffic }: Desk): Promise<void> {
  const control = () => ({ ...behaviour.settings(), traffic, magic })

  app.get('/control', async () => control())
  app.put('/control', async (request, reply) => {
    const settings = Settings.safeParse(request.body)
    if (!settings.success) return reply.code(400).send({ error: z.prettifyError(settings.error) })
    behaviour.set(settings.data)
    return control()
  })
  app.post('/control/login', async () => {
    behaviour.signIn()
    return control()
  })
  app.get('/books', async (request, reply) => {
    const filter = Filter.safeParse(request.query)
    if (!filter.success) return reply.code(400).send({ error: z.prettifyError(filter.error) })
    const { orderNo, limit } = filter.data
    const now = Date.now()
    return { ...books.count(orderNo, now), orders: books.list(orderNo, limit).map((entry) => shown(entry, now)) }
  })
  // Like opening an account with the platform, which knows a seller's name from then on: orders do not carry it.
  app.put<{ Params: { taxpayerId: string } }>('/sellers/:taxpayerId', async (request, reply) => {
    const seller = Seller.safeParse(request.body)
    if (!seller.success) return reply.code(400).send({ error: z.prettifyError(seller.error) })
    books.nameSeller(request.params.taxpayerId, seller.data.name)
    return seller.data
  })
  app.get('/', async (_, reply) => {
    return reply.type('text/html; charset=utf-8').send(await readFile(new URL('page.html', import.meta.url)))
  })
}

/** An order as the books show it; amounts in yuan, times in ISO 8601. */
function shown(entry: Entry, now: number) {
  const { order, ending } = entry
  const { gross, net, tax } = totalsOf(order)
  const { status, statusMsg } = statusAt(entry, now)
  const issued = isIssued(entry, now)
  return {
    orderNo: entry.orderNumber,
    serialNo: entry.serial,
    seller: { name: entry.sellerName, taxpayerId: entry.seller },
    buyer: { name: buyerNameOf(order), taxpayerId: order.buyerTaxNum ?? null },
    gross: plainYuan(gross),
    net: plainYuan(net),
    tax: plainYuan(tax),
    lines: order.invoiceDetail.length,
    remark: order.remark ?? null,
    status,
    statusMsg,
    failCause: status === '22' && ending.kind === 'failed' ? ending.cause : null,
    invoiceNumber: issued ? entry.invoiceNumber : null,
    documents: isSealed(entry, now) ? formats.map((format) => `/documents/${entry.documentKey}.${format}`) : [],
    acceptedAt: new Date(entry.acceptedAt).toISOString(),
    issuedAt: issued ? new Date(entry.readyAt).toISOString() : null,
  }
}
