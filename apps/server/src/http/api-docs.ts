import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { openapi, problems } from '@mashang/contract'
import type { FastifyInstance } from 'fastify'
import { escapeHtml } from '../escape-html.ts'

/** Above the API, where swagger-ui would show another project's. */
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="40" viewBox="0 0 240 40"><rect x="4" y="6" width="28" height="28" rx="7" fill="#0B5CDB"/><path d="M10.3 12.3h5.9v5.9h-5.9zM19.8 12.3h5.9v5.9h-5.9zM10.3 21.8h5.9v5.9h-5.9zM19.1 24.2l2.7 2.9 4.6-5.4" fill="none" stroke="#fff" stroke-width="2.1" stroke-linejoin="round" stroke-linecap="round"/><text x="42" y="26" font-family="system-ui,sans-serif" font-size="18" fill="#fff">码上开票 Mashang</text></svg>`

/** `/openapi.json`, the same to read and try at `/docs`, and the refusals that `type` of a problem points at. */
export async function apiDocs(app: FastifyInstance, publicUrl: string): Promise<void> {
  const document = openapi(publicUrl)
  app.get('/openapi.json', async (_request, reply) => reply.send(document))
  app.get('/docs/problems', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', "default-src 'none'").send(problemList()),
  )
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, { routePrefix: '/docs', logo: { type: 'image/svg+xml', content: Buffer.from(LOGO) } })
}

function problemList(): string {
  const rows = Object.entries(problems).map(
    ([code, { status, zh, en }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(zh)}</td><td>${escapeHtml(en)}</td></tr>`,
  )
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Problems</title></head><body><h1>Problems</h1>
<table cellpadding="6"><thead><tr><th>code</th><th>status</th><th>中文</th><th>English</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></body></html>`
}
