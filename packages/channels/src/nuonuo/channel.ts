import type { IssueRequest, Outcome, TaxChannel } from '../channel.ts'
import { fetchDocument } from './documents.ts'
import { type Answer, ask, type GatewayConfig } from './gateway.ts'
import { limitProblem } from './limits.ts'
import { orderFrom } from './order.ts'
import type { TokenCache } from './token.ts'
import * as wire from './wire.ts'

export type NuonuoConfig = {
  /** …/open/v1/services */
  endpoint: string
  tokenEndpoint: string
  appKey: string
  appSecret: string
  /** The seller whose account this is. */
  taxpayerId: string
  /** 分机号, when the seller has several drawers' accounts. */
  extensionNumber?: string
  tokens: TokenCache
  fetch?: typeof fetch
  /** For each call. */
  timeoutMs: number
  /** Nuonuo advises 3000–5000; sooner, it may not yet know an order that it has just accepted. */
  askAfterMs: number
}

/** The tax channel of Nuonuo (诺诺 诺税通saas), for one seller. */
export function nuonuoChannel(settings: NuonuoConfig): TaxChannel {
  const config = { ...settings, fetch: settings.fetch ?? fetch }
  return {
    issue: (request) => issue(config, request),
    find: (requestNumber) => find(config, requestNumber),
    fetchDocument: (url) => fetchDocument(config, url),
  }
}

type Config = NuonuoConfig & GatewayConfig

async function issue(config: Config, request: IssueRequest): Promise<Outcome> {
  if (request.seller.taxpayerId !== config.taxpayerId) throw new Error('the channel account is of another seller')
  const problem = limitProblem(request)
  if (problem) return { kind: 'refused', ...problem }

  // Asked first, because an order sent while the seller is signed out fails later and takes its number with it.
  const held = await whyNotNow(config)
  if (held) return held

  const order = orderFrom(request, new Date(), config.extensionNumber)
  const answer = await ask(config, wire.methods.issue, { order })
  if (answer.kind === 'silence') return unknown(config, answer.reason)
  if (answer.code === wire.ACCEPTED || answer.code === wire.DUPLICATE) return unknown(config, answer.words)
  if (!wire.isRefusal(answer.code)) return unknown(config, `${answer.code} ${answer.words}`)
  if (!wire.isFieldError(answer.code)) {
    // The session may have ended between the two calls.
    const meanwhile = await whyNotNow(config)
    if (meanwhile?.kind === 'blocked') return meanwhile
  }
  return { kind: 'refused', code: answer.code, reason: answer.words }
}

async function find(config: Config, requestNumber: string): Promise<Outcome | { kind: 'absent' }> {
  const question = { orderNos: [requestNumber], isOfferInvoiceDetail: '0' }
  const answer = await ask(config, wire.methods.find, question)
  if (answer.kind === 'silence') return unknown(config, answer.reason)
  if (answer.code === wire.NOT_FOUND) return { kind: 'absent' }
  const found = answer.code === wire.ACCEPTED ? wire.parseFound(answer.result, requestNumber) : undefined
  if (!found) return unknown(config, `${answer.code} ${answer.words}`)
  return wire.readFound(found, config.askAfterMs)
}

/** The seller's session with the bureau. One that the channel will not tell holds nothing up: issuing will show. */
async function whyNotNow(config: Config): Promise<Outcome | undefined> {
  const { extensionNumber } = config
  const answers = await Promise.all([
    ask(config, wire.methods.session, { ...wire.sessionQuestions.signedIn, extensionNumber }),
    ask(config, wire.methods.session, { ...wire.sessionQuestions.identified, extensionNumber }),
  ])
  const silent = answers.find((answer) => answer.kind === 'silence')
  if (silent) return unknown(config, silent.reason)
  const [signedIn, identified] = answers
  if (wire.isSignedOut(resultOf(signedIn))) {
    return { kind: 'blocked', until: 'sms-code', reason: '电子税务局登录已失效，请用短信验证码登录' }
  }
  if (wire.isUnidentified(resultOf(identified))) {
    return { kind: 'blocked', until: 'face-scan', reason: '税局要求开票人扫脸认证' }
  }
  return undefined
}

const resultOf = (answer: Answer) => (answer.kind === 'answer' ? answer.result : undefined)

const unknown = ({ askAfterMs }: Config, reason: string): Outcome => ({ kind: 'unknown', reason, askAfterMs })
