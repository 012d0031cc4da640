import type { Shop } from './consumer.ts'

/** Both languages of one sentence. zh-CN is written first; `{x}` stands for a detail of the same name. */
export type Sentence = { zh: string; en: string }

/**
 * Everything the API may refuse, listed once: HTTP status and a title a person can act on.
 * `http/problem.ts` is the only place that turns one into a response (RFC 9457).
 */
export const problems = {
  'bad-input': { status: 400, zh: '有内容需要修改', en: 'Some fields need a change.' },
  'body-too-large': { status: 413, zh: '提交的内容太大', en: 'The request is too large.' },
  'not-json': { status: 400, zh: '请求内容不是有效的 JSON', en: 'The request body is not valid JSON.' },
  'unsupported-media-type': {
    status: 415,
    zh: '请以 application/json 提交',
    en: 'Send the request as application/json.',
  },
  'not-found': { status: 404, zh: '没有找到', en: 'Not found.' },
  'too-many-requests': {
    status: 429,
    zh: '尝试太频繁，请过几分钟再试',
    en: 'Too many tries. Wait a few minutes and try again.',
  },
  'internal-error': {
    status: 500,
    zh: '系统出了问题，请稍后再试。您填写的内容没有丢失',
    en: 'Something went wrong on our side. Try again shortly; nothing you entered is lost.',
  },

  'qr-code-unknown': { status: 404, zh: '没有这张码，请向店员确认', en: 'This code is not known. Ask the staff.' },
  'qr-code-disabled': {
    status: 409,
    zh: '这张码已停用，请向店员要新码',
    en: 'This code is disabled. Ask the staff for the new one.',
  },
  'qr-code-replaced': {
    status: 409,
    zh: '这张码已更换，请扫柜台上的新码',
    en: 'This code was replaced. Scan the new one on the counter.',
  },
  'qr-code-expired': {
    status: 409,
    zh: '这张码已过期，请向店员要新码',
    en: 'This code has expired. Ask the staff for the new one.',
  },
  'seller-missing': {
    status: 409,
    zh: '门店还没有设置开票信息，请联系门店',
    en: 'The store has not set up its tax profile yet. Contact the store.',
  },
  'receipt-not-matched': {
    status: 404,
    zh: '没有找到这张小票，请核对小票号和实付金额',
    en: 'No such receipt. Check the receipt number and the amount paid.',
  },
  'receipt-unknown': { status: 404, zh: '没有这张小票，请向店员确认', en: 'This receipt is not known. Ask the staff.' },
  'order-already-invoiced': {
    status: 409,
    zh: '这张小票已经申请过发票',
    en: 'An invoice was already requested for this receipt.',
  },
  'order-required': { status: 400, zh: '请填写小票号和实付金额', en: 'Enter the receipt number and the amount paid.' },
  'order-not-expected': {
    status: 400,
    zh: '这张码不需要小票，金额由店员填写',
    en: 'This code takes no receipt; the staff enter the amount.',
  },
  'not-the-holder': {
    status: 403,
    zh: '请用申请发票的手机打开，或从邮件里的链接进入',
    en: 'Open this on the phone that requested the invoice, or from the link in the mail.',
  },
  'too-late': {
    status: 409,
    zh: '状态已经变化，请刷新后再看',
    en: 'The state has changed meanwhile. Refresh and look again.',
  },
  'document-not-ready': {
    status: 409,
    zh: '文件还在生成，请稍候再下载',
    en: 'The document is being prepared. Try again in a moment.',
  },
  'face-not-told': {
    status: 409,
    zh: '这张票的 XML 没有写全票面，请看 PDF',
    en: 'The XML of this invoice does not tell its whole face. See the PDF.',
  },

  'sign-in-required': { status: 401, zh: '请先登录', en: 'Sign in first.' },
  forbidden: { status: 403, zh: '没有权限，请联系管理员', en: 'You may not do this. Ask your administrator.' },
  'organization-code-taken': { status: 409, zh: '组织编码已被使用', en: 'This organization code is taken.' },
  'lines-do-not-add-up': {
    status: 409,
    zh: '明细的金额或税额不符合开票规则，请核对',
    en: 'The lines break an amount or tax rule. Check them.',
  },
  'not-an-ordinary-invoice': {
    status: 422,
    zh: '有的明细不能开成一张普通发票，请看每行的说明',
    en: 'Some lines cannot go on one ordinary invoice. See what each of them says.',
  },

  'api-key-required': { status: 401, zh: '缺少或无效的接口密钥', en: 'The API key is missing or not valid.' },
  'idempotency-key-required': {
    status: 400,
    zh: '请带上 Idempotency-Key 请求头',
    en: 'Send an Idempotency-Key header.',
  },
  'idempotency-key-reused': {
    status: 409,
    zh: '同一个 Idempotency-Key 不能用于不同的内容',
    en: 'This Idempotency-Key was used with another body.',
  },
  'organization-unknown': { status: 404, zh: '没有这个组织编码', en: 'No organization has this code.' },
  'item-unknown': { status: 404, zh: '没有这个开票项目', en: 'No such item.' },
  'order-exists': {
    status: 409,
    zh: '这个小票号已推送过，内容不同',
    en: 'This order number was pushed before with other content.',
  },
} as const satisfies Record<string, Sentence & { status: number }>

export type Problem = keyof typeof problems

/**
 * A refusal is a value; `details` are shown to the client beside the title. `errors` say what is wrong with single
 * fields, in both languages: the edge chooses.
 */
export type Refused<P extends Problem = Problem> = {
  ok: false
  problem: P
  details?: Record<string, unknown>
  errors?: readonly (Sentence & { path: string; code: string })[]
}

export function refuse<P extends Problem>(problem: P, details?: Record<string, unknown>): Refused<P> {
  return details ? { ok: false, problem, details } : { ok: false, problem }
}

/**
 * RFC 9457 body of a refusal. `errors` for what is wrong with single fields: all of them at once. `shop` with every problem of a code or
 * receipt that is known, so that there is somebody to ask.
 */
export type ProblemBody = {
  type: string
  title: string
  status: number
  code: Problem
  requestId: string
  errors?: { path: string; message: string; code: string }[]
  shop?: Shop
  [detail: string]: unknown
}
