import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { nuonuoChannel, type TaxChannel, tokensInMemory } from '@mashang/channels'
import { fen, lineFromGross, parseTaxpayerId, rate, requestNumberFrom, totals } from '@mashang/invoice'
import { smtpMail } from '../../apps/server/src/deliveries/mail.ts'

const seller = { name: '蓝湖餐饮', taxpayerId: '91990000MA0AAAA1XB', address: '深圳市南山区', phone: '0755-86000100' }

/**
 * What nobody can save: asks the bureau for an invoice and mails its PDF, with no database, queue or page between.
 * The returned function resolves when the mail server has the mail for `address`.
 */
export function issuingByHand(sandboxUrl: string, smtpUrl: string) {
  const channel = nuonuoChannel({
    endpoint: `${sandboxUrl}/open/v1/services`,
    tokenEndpoint: `${sandboxUrl}/accessToken`,
    appKey: 'mashang-demo',
    appSecret: 'mashang-demo-secret',
    taxpayerId: seller.taxpayerId,
    tokens: tokensInMemory(),
    timeoutMs: 10_000,
    askAfterMs: 10,
  })
  const mail = smtpMail({ url: smtpUrl, from: 'bench@bench.example' })
  return {
    close: mail.close,
    issueAndMail: async (address: string) => {
      const { number, documents } = await issued(channel)
      const content = Buffer.from(await channel.fetchDocument(documents[0]?.url ?? ''))
      const attachments = [{ filename: `${number}.pdf`, content }]
      const envelope = { messageId: `<${number}@bench>`, to: address, subject: number }
      const sent = await mail.send({ ...envelope, text: '', html: '', attachments })
      if (!sent.ok) throw new Error(sent.words)
    },
  }
}

async function issued(channel: TaxChannel) {
  const requestNumber = requestNumberFrom(randomBytes(16))
  const lines = [
    lineFromGross({
      name: '餐饮服务',
      taxCode: '3070401000000000000',
      taxation: { kind: 'taxed', rate: rate(600) },
      gross: fen(12_800),
    }),
  ]
  const taxpayerId = parseTaxpayerId(seller.taxpayerId, 'strict')
  if (!taxpayerId) throw new Error('the buyer has no taxpayer id')
  let outcome: Awaited<ReturnType<TaxChannel['find']>> = await channel.issue({
    ...{ requestNumber, kind: 'general', seller, lines, totals: totals(lines), drawer: '林晓' },
    buyer: { kind: 'enterprise', name: '深圳市青屿云图科技有限公司', taxpayerId },
  })
  while (outcome.kind === 'unknown') {
    await sleep(outcome.askAfterMs)
    outcome = await channel.find(requestNumber)
  }
  if (outcome.kind !== 'issued') throw new Error(`the sandbox answered ${JSON.stringify(outcome)}`)
  return outcome
}
