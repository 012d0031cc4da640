/** A caller that speaks the wire protocol by hand, so that the sandbox is not judged by our own adapter. */
import { createHmac, randomBytes } from 'node:crypto'

export const seller = '91330106MA00000001'
const app = { key: 'mashang-demo', secret: 'mashang-demo-secret' }

export async function token(url: string, secret = app.secret): Promise<{ access_token?: string; error?: string }> {
  const form = { client_id: app.key, client_secret: secret, grant_type: 'client_credentials' }
  const response = await fetch(`${url}/accessToken`, { method: 'POST', body: new URLSearchParams(form) })
  return (await response.json()) as { access_token?: string; error?: string }
}

export type Answer = {
  code: string
  describe: string
  result: { status: string; pdfUrl: string; ofdUrl: string; xmlUrl: string }[]
}

/** Asks a method of the services endpoint; `tampered` changes the body after it was signed. */
export async function ask(
  url: string,
  method: string,
  content: object,
  change: { token?: string; tampered?: boolean } = {},
) {
  const body = JSON.stringify(content)
  const senid = randomBytes(16).toString('hex')
  const timestamp = Math.floor(Date.now() / 1000)
  const message = `a=services&l=v1&p=open&k=${app.key}&i=${senid}&n=12345678&t=${timestamp}&f=${body}`
  const response = await fetch(
    `${url}/open/v1/services?senid=${senid}&nonce=12345678&timestamp=${timestamp}&appkey=${app.key}`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'X-Nuonuo-Sign': createHmac('sha1', app.secret).update(message).digest('base64'),
        accessToken: change.token ?? (await token(url)).access_token ?? '',
        userTax: seller,
        method: `nuonuo.OpeMplatform.${method}`,
      },
      body: change.tampered ? body.replace('{', '{ ') : body,
    },
  )
  return (await response.json()) as Answer
}

export function anOrder(orderNo: string, change: object = {}, line: object = {}) {
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const detail = {
    goodsName: '餐饮服务',
    goodsCode: '3070401000000000000',
    withTaxFlag: '1',
    num: '2',
    price: '64',
    taxRate: '0.06',
    taxIncludedAmount: '128.00',
    taxExcludedAmount: '120.75',
    tax: '7.25',
    ...line,
  }
  const parties = { salerTaxNum: seller, salerTel: '0571-88880000', salerAddress: '杭州市西湖区', buyerName: '王小明' }
  return {
    order: {
      orderNo,
      invoiceDate: now,
      invoiceType: '1',
      invoiceLine: 'pc',
      clerk: '林夏',
      ...parties,
      invoiceDetail: [detail],
      ...change,
    },
  }
}
