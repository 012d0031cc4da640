import type { WordKey } from '../words/say.ts'

/** Which field to look at first, and what the channel's words mean. */
export type Explanation = { words: WordKey; fields: readonly ('buyer.name' | 'buyer.taxpayerId' | 'email')[] }

/** Tried in order: the more particular ones first. Channels word the same refusal in many ways. */
const explanations: readonly [RegExp, Explanation][] = [
  [/额度/, { words: 'fail.quota', fields: [] }],
  [/税收分类编码|商品编码|税率|征收率|商品和服务/, { words: 'fail.item', fields: [] }],
  [
    /(?=.*(?:识别号|税号|信用代码))(?=.*(?:名称|抬头))/,
    { words: 'fail.buyer', fields: ['buyer.name', 'buyer.taxpayerId'] },
  ],
  [/识别号|税号|信用代码/, { words: 'fail.taxpayer-id', fields: ['buyer.taxpayerId'] }],
  [/名称|抬头/, { words: 'fail.name', fields: ['buyer.name'] }],
  [/邮箱|邮件|e-?mail/i, { words: 'fail.email', fields: ['email'] }],
]

export function explain(reason: string): Explanation {
  return explanations.find(([pattern]) => pattern.test(reason))?.[1] ?? { words: 'fail.other', fields: [] }
}
