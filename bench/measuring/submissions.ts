import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { SubmissionInput } from '@mashang/contract'
import { type Orders, orderNumber } from './orders.ts'

/** A consumer's form for order `n`; the address is nobody's. */
export function submissionOf({ code, grossFen }: Orders, n: number): SubmissionInput {
  return {
    submissionKey: randomUUID(),
    source: { kind: 'code', code, order: { number: orderNumber(n), grossFen } },
    buyer: { kind: 'enterprise', name: '深圳市青屿云图科技有限公司', taxpayerId: '91990000MA0AAAA1XB' },
    email: addressOf(n),
    language: 'zh',
  }
}

export const addressOf = (n: number) => `consumer-${n}@bench.example`

export type Submit = (submission: SubmissionInput) => Promise<void>

/** Submits over so many connections that stay open, each time from a device nobody has seen. `close` ends them. */
export function submitter(url: string, connections: number): { submit: Submit; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const target = new URL('/api/consumer/applications', url)
  return {
    close: () => agent.destroy(),
    submit: (submission) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(submission)
        const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
        const call = request(target, { method: 'POST', agent, headers }, (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (part) => {
            text += part
          })
          response.on('end', () =>
            response.statusCode === 201 ? resolve() : reject(new Error(`${response.statusCode}: ${text}`)),
          )
        })
        call.on('error', reject).end(body)
      }),
  }
}

/** Submits orders `from`…`from + count - 1`, `connections` at a time. Returns how long each took and all of them, in ms. */
export async function submitAll(
  submit: Submit,
  orders: Orders,
  { from, count, connections }: { from: number; count: number; connections: number },
): Promise<{ eachMs: number[]; allMs: number }> {
  const eachMs: number[] = []
  const started = performance.now()
  let next = from
  const work = async () => {
    while (next < from + count) {
      const submission = submissionOf(orders, next++)
      const sent = performance.now()
      await submit(submission)
      eachMs.push(performance.now() - sent)
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  return { eachMs, allMs: performance.now() - started }
}
