import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  fen,
  type LineInput,
  lineFromGross,
  parseDecimal,
  parseTaxpayerId,
  rate,
  requestNumberFrom,
  type TaxpayerId,
  totals,
} from '@mashang/invoice'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningSandbox, startSandbox } from '../../../../apps/tax-sandbox/src/start.ts'
import type { IssueRequest } from '../channel.ts'
import { channelConforms, type Subject } from '../conformance.ts'
import { type NuonuoConfig, nuonuoChannel } from './channel.ts'
import { type TokenCache, tokensInMemory } from './token.ts'
import { methods } from './wire.ts'

const seller = {
  name: '杭州半日闲餐饮有限公司',
  taxpayerId: '91330106MA00000001',
  address: '杭州市西湖区龙井路1号',
  phone: '0571-88880000',
}

let directory: string
let running: RunningSandbox

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tax-sandbox-'))
  running = await startSandbox({ directory })
})

afterAll(async () => {
  await running.stop()
  await rm(directory, { recursive: true })
})

function aChannel(change: Partial<NuonuoConfig> = {}) {
  return nuonuoChannel({
    endpoint: `${running.url}/open/v1/services`,
    tokenEndpoint: `${running.url}/accessToken`,
    appKey: 'mashang-demo',
    appSecret: 'mashang-demo-secret',
    taxpayerId: seller.taxpayerId,
    tokens: tokensInMemory(),
    timeoutMs: 2000,
    askAfterMs: 20,
    ...change,
  })
}

const buyer = {
  kind: 'enterprise',
  name: '深圳市青屿云图科技有限公司',
  taxpayerId: parseTaxpayerId('91440300MA5EXAMPL6', 'shape-only') as TaxpayerId,
} as const

function aRequest(change: Partial<IssueRequest> = {}): IssueRequest {
  const meal: Omit<LineInput, 'gross'> = {
    name: '餐饮服务',
    taxCode: '3070401000000000000',
    taxation: { kind: 'taxed', rate: rate(600) },
    unit: '份',
  }
  const lines = [
    lineFromGross({ ...meal, gross: fen(12_800), quantity: parseDecimal('3') }),
    lineFromGross({ ...meal, gross: fen(1) }),
  ]
  const requestNumber = requestNumberFrom(crypto.getRandomValues(new Uint8Array(16)))
  return { requestNumber, kind: 'general', seller, buyer, lines, totals: totals(lines), drawer: '林夏', ...change }
}

type Control = { traffic: { tokens: number; requests: Record<string, number> } }

async function control(path: string, method: string, body: object): Promise<Control> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${running.url}/${path}`, { method, headers, body: JSON.stringify(body) })
  return (await response.json()) as Control
}

const states = {
  normal: { mode: 'normal' },
  'loses-replies': { mode: 'lose-reply' },
  refuses: { mode: 'refuse', refuseCode: 'E9138' },
  'fails-later': { mode: 'refuse', refuseCode: '22', refuseReason: '购方税号有误' },
  'signed-out': { mode: 'blocked' },
  down: { mode: 'down' },
} as const

const subject = (): Subject => ({
  channel: aChannel(),
  request: aRequest,
  bureau: async (state) => void (await control('control', 'PUT', { delayMs: 60, ...states[state] })),
  async issuedFor(requestNumber) {
    const response = await fetch(`${running.url}/books?orderNo=${requestNumber}`)
    return ((await response.json()) as { issued: number }).issued
  },
})

channelConforms('Nuonuo', subject)

test('no order is sent for a seller who is signed out, since a failed one would use up its number', async () => {
  const before = await control('control', 'PUT', { mode: 'blocked', until: 'face-scan' })
  expect(await aChannel().issue(aRequest())).toMatchObject({ kind: 'blocked', until: 'face-scan' })
  const after = await control('control', 'PUT', {})
  expect(after.traffic.requests[methods.issue]).toBe(before.traffic.requests[methods.issue])
})

test('a login that is asked for in the middle of issuing blocks, and signing in releases it', async () => {
  const channel = aChannel()
  const request = aRequest({ buyer: { kind: 'individual', name: '王小明〔扫脸〕' } })
  expect(await channel.issue(request)).toMatchObject({ kind: 'blocked', until: 'face-scan' })
  await control('control/login', 'POST', {})
  expect(await channel.issue(request)).toMatchObject({ kind: 'unknown' })
})

test('an invoice whose file could not be sealed is an invoice without documents', async () => {
  const channel = aChannel()
  const request = aRequest({ remark: '〔签章失败〕' })
  await channel.issue(request)
  await expect.poll(() => channel.find(request.requestNumber)).toMatchObject({ kind: 'issued', documents: [] })
})

test('an order number that exists is asked after, not refused', async () => {
  const channel = aChannel()
  const request = aRequest()
  await channel.issue(request)
  expect(await channel.issue(request)).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('不能重复') })
})

test('a channel slower than the time limit is unknown', async () => {
  const channel = aChannel({ timeoutMs: 1 })
  expect(await channel.issue(aRequest())).toMatchObject({ kind: 'unknown' })
})

test('callers at the same time share one token, also those of other channels of the app', async () => {
  const tokens = tokensInMemory()
  const before = (await control('control', 'PUT', {})).traffic.tokens
  const channels = [aChannel({ tokens }), aChannel({ tokens })]
  await Promise.all(channels.flatMap((channel) => [1, 2, 3].map(() => channel.find('NONE'))))
  await aChannel({ tokens }).find('NONE')
  expect((await control('control', 'PUT', {})).traffic.tokens - before).toBe(1)
})

test('a token that the gateway turns away is fetched anew, once', async () => {
  const aDayAgo = Date.now() - 86_000_000
  const kept: Awaited<ReturnType<TokenCache['get']>>[] = []
  const tokens: TokenCache = {
    get: async () => kept.at(-1) ?? { value: 'outdated', fetchedAt: aDayAgo, expiresAt: Date.now() + 86_000_000 },
    set: async (_, token) => void kept.push(token),
  }
  const channel = aChannel({ tokens })
  expect(await channel.find('NONE')).toEqual({ kind: 'absent' })
  expect(await channel.find('NONE')).toEqual({ kind: 'absent' })
  expect(kept).toHaveLength(1)
})

test('a wrong secret is unknown: it says nothing about the request', async () => {
  const channel = aChannel({ appSecret: 'wrong' })
  expect(await channel.issue(aRequest())).toMatchObject({
    kind: 'unknown',
    reason: expect.stringContaining('invalid_client'),
  })
})
