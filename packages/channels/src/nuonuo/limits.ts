import type { IssueRequest } from '../channel.ts'
import { bankAndAccount } from './order.ts'

type Limit = { code: string; zh: string; en: string; max: number; text: string | undefined }

/** Lines the channel takes on one invoice. */
const MOST_LINES = 2000

/**
 * What Nuonuo would not take, found before it is sent: our own code, and a sentence that says what to shorten.
 * The lengths are Nuonuo's (requestBillingNew V2.0), tighter than the bureau's, and counted in characters.
 */
export function limitProblem(request: IssueRequest): { code: string; reason: string } | undefined {
  if (request.lines.length > MOST_LINES) {
    const count = request.lines.length
    return {
      code: 'too-many-lines',
      reason: `一张发票最多 ${MOST_LINES} 行明细，现有 ${count} 行，请分开开票 / At most ${MOST_LINES} lines per invoice; this one has ${count}. Please split it.`,
    }
  }
  const broken = limits(request).find(({ text, max }) => lengthOf(text) > max)
  if (!broken) return undefined
  const { code, zh, en, max, text } = broken
  return {
    code: `${code}-too-long`,
    reason: `${zh}最多 ${max} 个字，现有 ${lengthOf(text)} 个，请缩短 / ${en}: at most ${max} characters, not ${lengthOf(text)}. Please shorten it.`,
  }
}

function limits(request: IssueRequest): Limit[] {
  const { seller, buyer } = request
  const contact = buyer.kind === 'individual' ? undefined : buyer
  return [
    { code: 'request-number', zh: '请求号', en: 'Request number', max: 20, text: request.requestNumber },
    { code: 'seller-address', zh: '销方地址', en: 'Seller address', max: 80, text: seller.address },
    { code: 'seller-phone', zh: '销方电话', en: 'Seller phone', max: 20, text: seller.phone },
    {
      code: 'seller-account',
      zh: '销方开户行及账号',
      en: 'Seller bank and account',
      max: 100,
      text: bankAndAccount(seller),
    },
    { code: 'buyer-name', zh: '购方名称', en: 'Buyer name', max: 100, text: buyer.name },
    { code: 'buyer-address', zh: '购方地址', en: 'Buyer address', max: 80, text: contact?.address },
    { code: 'buyer-phone', zh: '购方电话', en: 'Buyer phone', max: 20, text: contact?.phone },
    {
      code: 'buyer-account',
      zh: '购方开户行及账号',
      en: 'Buyer bank and account',
      max: 100,
      text: bankAndAccount(contact ?? {}),
    },
    { code: 'drawer', zh: '开票人', en: 'Drawer', max: 20, text: request.drawer },
    { code: 'remark', zh: '备注', en: 'Remark', max: 200, text: request.remark },
    ...request.lines.flatMap(({ name, specification, unit }, index) => [
      {
        code: 'item-name',
        zh: `第 ${index + 1} 行项目名称`,
        en: `Item name of line ${index + 1}`,
        max: 90,
        text: name,
      },
      {
        code: 'specification',
        zh: `第 ${index + 1} 行规格型号`,
        en: `Specification of line ${index + 1}`,
        max: 40,
        text: specification,
      },
      { code: 'unit', zh: `第 ${index + 1} 行单位`, en: `Unit of line ${index + 1}`, max: 20, text: unit },
    ]),
  ]
}

const lengthOf = (text: string | undefined) => [...(text ?? '')].length
