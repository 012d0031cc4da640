import { expect, test } from 'vitest'
import { smtpMail } from '../../apps/server/src/deliveries/mail.ts'
import { openMailbox } from '../../apps/server/src/mailbox/mailbox.ts'
import { arrivalsIn } from './arrivals.ts'

test('a mail is noticed by its address, with the time it arrived', async () => {
  const mailbox = await openMailbox()
  const arrivals = arrivalsIn(mailbox)
  const [first, second] = [arrivals.of('a@bench.example'), arrivals.of('b@bench.example')]
  const mail = smtpMail({ url: mailbox.smtpUrl, from: 'bench@bench.example' })
  const before = Date.now()
  for (const to of ['a@bench.example', 'nobody@bench.example', 'b@bench.example'])
    await mail.send({ messageId: `<${to}>`, to, subject: '', text: '.', html: '', attachments: [] })
  for (const at of [await first, await second]) {
    expect(at).toBeGreaterThanOrEqual(before)
    expect(at).toBeLessThanOrEqual(Date.now())
  }
  arrivals.stop()
  mail.close()
  await mailbox.close()
})
