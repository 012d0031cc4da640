/**
 * A server for looking at the pages without the rest: `npm run build && node dev.ts`, then open what it prints. Every
 * state of the pages has an address, and the API behind them is an array in memory. For contributors; nothing uses it.
 */
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { ApplicationView, ScanPage, Shop } from '@mashang/contract'
import { maskEmail } from '@mashang/invoice'

const { PORT = '8090' } = process.env
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const shop: Shop = {
  brand: '蓝湖咖啡',
  store: '科技园店',
  sellerName: '深圳市蓝湖里餐饮管理有限公司',
  phone: '0755-0000 0012',
  openingHours: '8:00–22:00',
  colour: '#0F5666',
}
const order = {
  number: 'A1023-0456',
  paidAt: minutesAgo(1),
  grossFen: 12_800,
  lines: [
    { name: '拿铁（大）', quantity: '2', grossFen: 6_400 },
    { name: '可颂', quantity: '2', grossFen: 3_600 },
    { name: '气泡水', quantity: '1', grossFen: 2_800 },
  ],
}
const buyer = { kind: 'enterprise', name: '深圳市青屿云图科技有限公司', taxpayerId: '91990000MA0AAAA1XB' } as const

function application(ref: string, changes: Partial<ApplicationView> = {}): ApplicationView {
  return {
    ref,
    status: 'issuing',
    shop,
    buyer,
    email: 'l***@example.com',
    orderNumber: order.number,
    grossFen: order.grossFen,
    submittedAt: minutesAgo(1),
    deliveries: [],
    ...changes,
  }
}

function issued(ref: string, changes: Partial<ApplicationView> = {}): ApplicationView {
  const { submittedAt = minutesAgo(1), grossFen = order.grossFen } = changes
  const documents = [{ format: 'pdf' }, { format: 'ofd' }, { format: 'xml' }] as const
  return application(ref, {
    status: 'issued',
    invoice: { number: '99990000000000007318', issuedAt: submittedAt, grossFen, documents: [...documents] },
    deliveries: [{ address: 'l***@example.com', status: 'sent', sentAt: submittedAt }],
    ...changes,
  })
}

const other = (brand: string, store: string): Shop => ({ brand, store, sellerName: `深圳市${brand}有限公司` })
const day = 24 * 60
const { grossFen: _, orderNumber: __, ...titleOnly } = application('reviewing', { status: 'reviewing' })
const preparing = issued('preparing', { deliveries: [{ address: 'l***@example.com', status: 'due' }] })
if (preparing.invoice) preparing.invoice.documents = []

const applications: ApplicationView[] = [
  application('issuing', { ahead: 2, estimateSeconds: 20, shop: other('粤小馆', '海岸城店'), grossFen: 27_250 }),
  issued('issued'),
  issued('person', {
    shop: other('南山书城', '南山书城'),
    buyer: { kind: 'individual', name: '林小夏' },
    grossFen: 8_600,
    submittedAt: minutesAgo(5 * day),
  }),
  issued('parking', { shop: other('Park+', '科技园停车场'), grossFen: 1_500, submittedAt: minutesAgo(8 * day) }),
  titleOnly,
  application('blocked', { status: 'blocked', submittedAt: minutesAgo(40 * day) }),
  application('refused', { status: 'refused', submittedAt: minutesAgo(41 * day) }),
  application('rejected', {
    status: 'rejected',
    reason: '金额和小票对不上，请到收银台核对后再申请。',
    submittedAt: minutesAgo(42 * day),
    endedAt: minutesAgo(42 * day - 5),
  }),
  application('withdrawn', {
    status: 'withdrawn',
    submittedAt: minutesAgo(43 * day),
    endedAt: minutesAgo(43 * day - 5),
  }),
  preparing,
  issued('test', { shop: { ...shop, simulated: true }, submittedAt: minutesAgo(43 * day) }),
  application('test-issuing', { shop: { ...shop, simulated: true }, submittedAt: minutesAgo(43 * day) }),
  issued('bounced', {
    deliveries: [
      { address: 'l***@example.com', status: 'due' },
      { address: 'l***@example.com', status: 'sent', sentAt: minutesAgo(43 * day) },
      { address: 'l***@exmaple.com', status: 'bounced', sentAt: minutesAgo(44 * day) },
      { address: 'l***@exmaple.com', status: 'bounced', sentAt: minutesAgo(400 * day) },
      { address: 'l***@exmaple.com', status: 'failed' },
    ],
    submittedAt: minutesAgo(44 * day),
  }),
]

const pageOf = (source: ScanPage['source'], more: Partial<ScanPage> = {}): ScanPage => ({ source, shop, ...more })
const pages: Record<string, object> = {
  '/s/match': { page: pageOf({ kind: 'code', code: 'match', mode: 'order-match' }) },
  '/s/test': {
    page: { ...pageOf({ kind: 'code', code: 'test', mode: 'order-match' }), shop: { ...shop, simulated: true } },
  },
  '/s/title': { page: pageOf({ kind: 'code', code: 'title', mode: 'title-only' }) },
  '/s/again': {
    page: pageOf({ kind: 'code', code: 'again', mode: 'title-only' }, { latest: issued('issued') }),
  },
  '/s/returned': {
    page: pageOf(
      { kind: 'code', code: 'returned', mode: 'title-only' },
      {
        latest: application('rejected', { status: 'rejected', reason: '抬头和税号不一致' }),
        shop: { ...shop, notice: '午市 11:30–13:30 开票较多，请稍候。' },
      },
    ),
  },
  '/r/receipt': { page: pageOf({ kind: 'receipt', code: 'receipt', order }) },
  '/r/old': {
    page: pageOf({ kind: 'receipt', code: 'old', order: { ...order, paidAt: '2010-12-01T00:00:00+08:00' } }),
  },
  '/mine': { mine: true },
}
for (const code of ['replaced', 'disabled', 'expired', 'unknown'])
  pages[`/s/${code}`] = { problem: problem(`qr-code-${code}`, code !== 'unknown') }
pages['/s/no-seller'] = { problem: problem('seller-missing', true) }
pages['/r/used'] = { problem: problem('order-already-invoiced', true) }
pages['/a/nobody'] = { problem: problem('not-the-holder') }
pages['/r/broken'] = { problem: problem('internal-error') }
for (const view of applications) pages[`/a/${view.ref}`] = { application: view, ref: view.ref }

function problem(code: string, known = false) {
  const said = { type: 'about:blank', title: '系统出了问题，请稍后再试', status: 409, code, requestId: 'req_dev' }
  return known ? { ...said, shop } : said
}

const unmatched = problem('receipt-not-matched')
/** By receipt number: an application of this device, somebody else's, and too many tries. */
const refusals: Record<string, object> = {
  'A1023-0001': { ...problem('order-already-invoiced'), ref: 'issued' },
  'A1023-0002': problem('order-already-invoiced'),
  'A1023-0003': problem('too-many-requests'),
}

type Answer = { status: number; body: unknown }
type Body = { number?: string; email?: string; buyer?: ApplicationView['buyer']; submissionKey?: string }

function answer(method: string, path: string, body: Body): Answer {
  const [, ref, act] = /^\/api\/consumer\/applications\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? []
  const known = applications.findIndex((view) => view.ref === ref)
  const current = applications[known]
  if (path.endsWith('/matches'))
    return body.number === order.number ? ok(order) : { status: 409, body: refusals[body.number ?? ''] ?? unmatched }
  if (path === '/api/consumer/recoveries') return { status: 202, body: { accepted: true } }
  if (path === '/api/consumer/applications' && method === 'GET') return ok({ rows: applications })
  if (path === '/api/consumer/applications') return { status: 201, body: submit(body) }
  if (!current) return { status: 404, body: problem('not-found') }
  if (act === 'withdrawal') applications[known] = { ...current, status: 'withdrawn', endedAt: minutesAgo(0) }
  if (act === 'deliveries')
    current.deliveries.unshift({ address: maskEmail(body.email ?? ''), status: 'sent', sentAt: minutesAgo(0) })
  return ok(applications[known])
}

/** The same key submits once; the invoice comes four seconds later. */
function submit({ submissionKey = '', buyer: asked = buyer, email = '' }: Body): ApplicationView {
  const ref = submissionKey.slice(0, 8)
  const earlier = applications.find((view) => view.ref === ref)
  if (earlier) return earlier
  const submitted = application(ref, {
    buyer: asked,
    email: maskEmail(email),
    submittedAt: minutesAgo(0),
    ahead: 1,
    estimateSeconds: 4,
  })
  applications.unshift(submitted)
  setTimeout(() => Object.assign(submitted, issued(ref, { buyer: asked, submittedAt: minutesAgo(0) })), 4_000)
  return submitted
}

const ok = (body: unknown): Answer => ({ status: 200, body })

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body)
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const state = pages[pathname] ?? pages[decodeURIComponent(pathname)]
  const view = applications.find(({ ref }) => pathname === `/a/${ref}`)
  const known: object | undefined = view ? { application: view, ref: view.ref } : state
  if (known) {
    const json = JSON.stringify(known).replaceAll('<', '\\u003c')
    const page = 'page' in known || /^\/[sr]\//.test(pathname) ? 'index' : 'application'
    const html = readFileSync(new URL(`dist/${page}.html`, import.meta.url), 'utf8')
    return send(
      response,
      200,
      'text/html',
      html.replace('<!--state-->', () => `<script type="application/json" id="state">${json}</script>`),
    )
  }
  if (pathname === '/') {
    const links = Object.keys(pages).map((path) => `<li><a href="${path}">${path}</a>`)
    return send(response, 200, 'text/html', `<ul>${links.join('')}</ul>`)
  }
  const chunks = await request.toArray()
  const body = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Body) : {}
  const { status, body: reply } = answer(request.method ?? 'GET', pathname, body)
  send(response, status, 'application/json', JSON.stringify(reply))
}).listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/`))
