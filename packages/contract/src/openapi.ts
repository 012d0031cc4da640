import { z } from 'zod'
import { consoleRoutes } from './console.ts'
import { consumerRoutes } from './consumer.ts'
import { merchantRoutes } from './merchant.ts'
import { type Problem, problems } from './problems.ts'
import type { Route } from './route.ts'

/** Any route may answer these before its handler runs. */
const always: readonly Problem[] = ['bad-input', 'not-json', 'body-too-large', 'too-many-requests', 'internal-error']

/** The merchant API first: whoever reads this connects a till. */
const parts = { merchant: merchantRoutes, consumer: consumerRoutes, console: consoleRoutes }
const tags = [
  { name: 'merchant', description: '商户接口：收银、ERP · for tills and ERPs' },
  { name: 'consumer', description: '消费者页面 · what the consumer’s page asks' },
  { name: 'console', description: '后台 · what the console asks' },
]

/** The whole API as OpenAPI 3.1, printed from the routes. */
export function openapi(publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [tag, routes] of Object.entries(parts))
    for (const [key, route] of Object.entries(routes) as [string, Route][]) {
      const [method = '', path = ''] = key.split(' ')
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(tag, method, route) }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: '码上开票 Mashang',
      version: '1',
      description: 'Scan a code, have the invoice.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'msk_…' } },
      schemas: { Problem: problemSchema },
    },
    paths,
  }
}

function operation(tag: string, method: string, route: Route): object {
  return {
    tags: [tag],
    summary: route.summary,
    ...(tag === 'merchant' && { security: [{ apiKey: [] }] }),
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...(tag === 'merchant' && method === 'POST'
        ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 200 } }]
        : []),
    ],
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
    }),
    responses: {
      [route.status ?? 200]: {
        description: 'OK',
        content: { 'application/json': { schema: jsonSchema(route.reply, 'output') } },
      },
      ...refusals([...route.problems, ...always]),
    },
  }
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  const { properties = {}, required = [] } = schema
    ? (jsonSchema(schema, 'input') as { properties?: object; required?: string[] })
    : {}
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }))
}

function refusals(codes: readonly Problem[]): Record<string, object> {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      status,
      {
        description: of.map((code) => `\`${code}\` ${problems[code].en}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return json
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problems) },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message', 'code'],
        properties: { path: { type: 'string' }, message: { type: 'string' }, code: { type: 'string' } },
      },
    },
  },
}
