// From submitting the form to the mail with the invoice, against asking the bureau and mailing by hand.
import { openMailbox } from '../apps/server/src/mailbox/mailbox.ts'
import { arrivalsIn } from './measuring/arrivals.ts'
import { issuingByHand } from './measuring/by-hand.ts'
import { withInstallation } from './measuring/installation.ts'
import { median, percentile } from './measuring/numbers.ts'
import { insertOrders } from './measuring/orders.ts'
import { report } from './measuring/report.ts'
import { alternately } from './measuring/rounds.ts'
import { addressOf, submissionOf, submitter } from './measuring/submissions.ts'

const SEQUENTIAL = 50
const CONCURRENT = 200
const TARGET_MS = 1000

const mailbox = await openMailbox()
const arrivals = arrivalsIn(mailbox)
const { sequential, byHand, concurrent } = await withInstallation(
  { SMTP_URL: mailbox.smtpUrl },
  async (installation) => {
    const { url, demo, sandboxUrl, database } = installation
    const headers = { 'content-type': 'application/json' }
    await fetch(`${sandboxUrl}/control`, { method: 'PUT', headers, body: '{"delayMs":0}' })
    const orders = await insertOrders(database, demo.qrUrl, SEQUENTIAL + 1 + CONCURRENT)
    const { submit, close } = submitter(url, CONCURRENT)
    const hand = issuingByHand(sandboxUrl, mailbox.smtpUrl)

    const measure = async (address: string, begin: () => Promise<void>) => {
      const arrived = arrivals.of(address)
      const started = Date.now()
      await begin()
      return (await arrived) - started
    }
    const ours = (n: number) => measure(addressOf(n), () => submit(submissionOf(orders, n)))
    const theirs = (n: number) => measure(`hand-${n}@bench.example`, () => hand.issueAndMail(`hand-${n}@bench.example`))

    const { ours: sequential, baseline: byHand } = await alternately(
      SEQUENTIAL,
      (round) => ours(round + 1),
      (round) => theirs(round + 1),
    )
    const all = Array.from({ length: CONCURRENT }, (_, index) => ours(SEQUENTIAL + 2 + index))
    const concurrent = await Promise.all(all)
    close()
    hand.close()
    return { sequential, byHand, concurrent }
  },
)
arrivals.stop()
await mailbox.close()

const figures = {
  sequentialMedianMs: median(sequential),
  sequentialP99Ms: percentile(sequential, 0.99),
  concurrentMedianMs: median(concurrent),
  concurrentP99Ms: percentile(concurrent, 0.99),
}
report({
  name: 'end-to-end',
  figures: { ...figures, sequentialRuns: SEQUENTIAL, concurrentRuns: CONCURRENT },
  baseline: { medianMs: median(byHand), p99Ms: percentile(byHand, 0.99) },
  ratio: figures.sequentialMedianMs / median(byHand),
  target: `median below ${TARGET_MS} ms, one after the other`,
  held: figures.sequentialMedianMs < TARGET_MS,
})
