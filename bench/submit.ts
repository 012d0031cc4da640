// Submissions a second over HTTP, against pgbench writing the same rows into the same database.
import { join } from 'node:path'
import { withInstallation } from './measuring/installation.ts'
import { median, percentile } from './measuring/numbers.ts'
import { insertOrders } from './measuring/orders.ts'
import { findPgbench, runPgbench, writeBaselineScript } from './measuring/pgbench.ts'
import { report } from './measuring/report.ts'
import { alternately } from './measuring/rounds.ts'
import { submitAll, submitter } from './measuring/submissions.ts'

const ROUNDS = 5
const CONNECTIONS = 32
/** Of each side in each round. */
const SUBMISSIONS = CONNECTIONS * 150

/** As many connections to the database as pgbench has: commits that arrive together share a write to the disk. */
const SERVER = { MASHANG_ROLES: 'http', DATABASE_POOL: String(CONNECTIONS) }

const pgbench = await findPgbench()
const { ours, baseline } = await withInstallation(SERVER, async (installation) => {
  const { url, demo, databaseUrl, database, directory } = installation
  const orders = await insertOrders(database, demo.qrUrl, (ROUNDS + 1) * SUBMISSIONS * 2)
  const file = join(directory, 'baseline.sql')
  const { submit, close } = submitter(url, CONNECTIONS)

  let next = 1
  const take = (count: number) => {
    next += count
    return next - count
  }
  const measured = await alternately(
    ROUNDS,
    async () => {
      const load = { from: take(SUBMISSIONS), count: SUBMISSIONS, connections: CONNECTIONS }
      const { eachMs, allMs } = await submitAll(submit, orders, load)
      return { perSecond: SUBMISSIONS / (allMs / 1000), p50Ms: median(eachMs), p99Ms: percentile(eachMs, 0.99) }
    },
    async (round) => {
      if (round === 0) await writeBaselineScript(database, file)
      // A database in use knows the size of its tables; this one was empty a moment ago.
      if (round === 0) await database.query('analyze')
      const load = { clients: CONNECTIONS, first: take(SUBMISSIONS), count: SUBMISSIONS / CONNECTIONS }
      return await runPgbench(pgbench, { url: databaseUrl, file, ...load })
    },
  )
  close()
  return measured
})

const submissionsPerSecond = median(ours.map((round) => round.perSecond))
const transactionsPerSecond = median(baseline)
const ratio = submissionsPerSecond / transactionsPerSecond
report({
  name: 'submit',
  figures: {
    submissionsPerSecond,
    p50Ms: median(ours.map((round) => round.p50Ms)),
    p99Ms: median(ours.map((round) => round.p99Ms)),
    connections: CONNECTIONS,
    rounds: ROUNDS,
    submissionsEachRound: SUBMISSIONS,
  },
  baseline: { transactionsPerSecond },
  ratio,
  target: 'at least half of what PostgreSQL does with the same rows and nothing around it',
  held: ratio >= 0.5,
})
