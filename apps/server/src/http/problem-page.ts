import { createHash } from 'node:crypto'
import { type Problem, problems } from '@mashang/contract'
import { escapeHtml } from '../escape-html.ts'

const STYLE = `body{margin:0 auto;padding:48px 24px;max-width:480px;font:16px/1.5 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;background:#f6f7f9;color:#14171c}
h1{margin:0 0 8px;font-size:22px;line-height:30px}p{margin:0 0 8px;color:#565d68}.status{font-size:13px;color:#6b7380;font-variant-numeric:tabular-nums}
a{display:inline-block;padding:12px 0;color:#0a5fe0}small{color:#6b7380;word-break:break-all}
@media(prefers-color-scheme:dark){body{background:#0e1013;color:#f1f3f6}p{color:#a8b0bc}.status,small{color:#8d95a2}a{color:#74abff}}`

/** Nothing runs, nothing is loaded, and only the style above is applied. */
export const problemPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Whether the caller is a browser on its way to a page: it likes HTML better than JSON or whatever there is. */
export function prefersPage({
  method,
  headers,
}: {
  method: string
  headers: { accept?: string | undefined }
}): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const likes = new Map(
    (headers.accept ?? '').split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((each) => each.startsWith('q='))
      return [type, quality ? Number(quality.slice(2)) : 1]
    }),
  )
  const like = (type: string) => likes.get(type) ?? 0
  return like('text/html') > Math.max(like('application/json'), like('application/problem+json'), like('*/*'))
}

/** A refusal as a person reads it who opened an address: both languages, for who knows who opened it. */
export function problemPage(problem: Problem, requestId: string): string {
  const { status, zh, en } = problems[problem]
  const next =
    status === 404
      ? '<p>请重新扫描门店的二维码。<br><span lang="en">Scan the shop’s code again.</span></p><a href="/mine">我的发票 · My invoices</a>'
      : `<small>${escapeHtml(requestId)}</small>`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${escapeHtml(zh)}</title><style>${STYLE}</style></head>
<body><p class="status">${status}</p><h1>${escapeHtml(zh)}</h1><p lang="en">${escapeHtml(en)}</p>${next}</body></html>`
}
