import { parseArgs } from 'node:util'
import { Email, SellerInput, type SentenceKey, sentences, Text } from '@mashang/contract'
import { parseTaxpayerId, type TaxpayerIdPolicy } from '@mashang/invoice'
import { z } from 'zod'
import { taxpayerIdPolicyOf } from '../../channels/taxpayer-ids.ts'
import { Cannot } from '../../command/cannot.ts'

export const usage = `NUONUO_APP_SECRET=… npm run make-tenant -- --name NAME --credit-code CODE [...]

  --name NAME             公司全称，和营业执照一致 the company's full name, as registered
  --credit-code CODE      统一社会信用代码 unified social credit code
  --address TEXT          注册地址 registered address
  --phone TEXT            注册电话 registered telephone
  --bank TEXT             开户行，可不填 bank, optional
  --bank-account N        银行账号，可不填 bank account, optional
  --brand NAME            消费者看到的店名，不填就用公司名 the name consumers see, else the company's
  --admin-email ADDRESS   管理员的登录邮箱 the administrator signs in with it
  --admin-name NAME       管理员姓名，也是发票上的开票人，不填为“管理员” also the drawer on invoices
  --nuonuo-app-key KEY    诺诺开放平台应用的 appKey of the application at Nuonuo's open platform
  --nuonuo-sandbox        接诺诺的沙箱，开出的不是发票 Nuonuo's sandbox, whose invoices are none
  NUONUO_APP_SECRET       它的 appSecret，只从环境变量读取 its secret, read from the environment only`

const text = { type: 'string' } as const
const config = {
  name: text,
  'credit-code': text,
  address: text,
  phone: text,
  bank: text,
  'bank-account': text,
  brand: text,
  'admin-email': text,
  'admin-name': text,
  'nuonuo-app-key': text,
  'nuonuo-sandbox': { type: 'boolean' },
} as const

const seller = SellerInput.shape
const inputFor = (policy: TaxpayerIdPolicy) =>
  z.object({
    '--name': seller.name,
    '--credit-code': seller.taxpayerId.refine(
      (id) => parseTaxpayerId(id, policy) !== undefined,
      'taxpayer-id.bad-check-digit' satisfies SentenceKey,
    ),
    '--address': seller.address,
    '--phone': seller.phone,
    '--bank': seller.bank,
    '--bank-account': seller.account,
    '--brand': Text(60).optional(),
    '--admin-email': Email,
    '--admin-name': seller.drawer.default('管理员'),
    '--nuonuo-app-key': Text(100),
    '--nuonuo-sandbox': z.boolean().optional(),
    NUONUO_APP_SECRET: Text(200),
  })

export type Options = {
  seller: z.output<typeof SellerInput>
  brand: string
  admin: { name: string; email: string }
  channel: { kind: 'nuonuo' | 'nuonuo-sandbox'; appKey: string; appSecret: string }
}

/** Reads the command line and the one secret. Throws Cannot with a sentence for each thing that is wrong. */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const given = Object.entries(read(args)).map(([name, value]) => [`--${name}`, value] as const)
  const { NUONUO_APP_SECRET } = env
  const kind = given.some(([name]) => name === '--nuonuo-sandbox') ? 'nuonuo-sandbox' : 'nuonuo'
  const parsed = inputFor(taxpayerIdPolicyOf(kind)).safeParse(
    { ...Object.fromEntries(given), NUONUO_APP_SECRET },
    { reportInput: true },
  )
  if (!parsed.success) throw wrong(parsed.error.issues)
  const { data } = parsed
  const name = data['--name']
  const adminName = data['--admin-name']
  return {
    seller: {
      name,
      taxpayerId: data['--credit-code'],
      address: data['--address'],
      phone: data['--phone'],
      bank: data['--bank'],
      account: data['--bank-account'],
      drawer: adminName,
    },
    brand: data['--brand'] ?? name,
    admin: { name: adminName, email: data['--admin-email'] },
    channel: { kind, appKey: data['--nuonuo-app-key'], appSecret: data.NUONUO_APP_SECRET },
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: config }).values
  } catch (error) {
    throw new Cannot('看不懂这个命令。', `${(error as Error).message}\n\n${usage}`)
  }
}

function wrong(issues: readonly z.core.$ZodIssue[]): Cannot {
  const said = issues.map((issue) => ({ name: issue.path.join('.'), ...sentences[keyOf(issue)] }))
  const list = (language: 'zh' | 'en') => said.map((each) => `${each.name} ${each[language]}`).join('; ')
  return new Cannot(list('zh'), `${list('en')}\n\n${usage}`)
}

/** Schemas name the sentence in their message; zod's own complaint here can only be that something is absent. */
function keyOf(issue: z.core.$ZodIssue): SentenceKey {
  if (issue.message in sentences) return issue.message as SentenceKey
  return issue.input === undefined ? 'missing' : 'wrong-type'
}
