import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { openapi, problems } from '@mashang/contract'
import type { FastifyInstance } from 'fastify'
import { escapeHtml } from '../escape-html.ts'

/** `/openapi.json`, the same to read and try at `/docs`, and the refusals that `type` of a problem points at. */
export async function apiDocs(app: FastifyInstance, publicUrl: string): Promise<void> {
  const document = openapi(publicUrl)
  app.get('/openapi.json', async (_request, reply) => reply.send(document))
  app.get('/docs/problems', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', "default-src 'none'").send(problemList()),
  )
  await app.register(swagger, { mode: 'static', specification: { document: document as never } })
  await app.register(swaggerUi, { routePrefix: '/docs' })
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
