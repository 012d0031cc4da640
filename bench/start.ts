// `npm start` on a warm checkout: seconds until it is ready, and the memory it holds at rest.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '@mashang/db/embedded'
import { buildWeb } from '../scripts/build-web.ts'
import { freePort } from '../scripts/launch/port.ts'
import { root } from '../scripts/run.ts'
import { median } from './measuring/numbers.ts'
import { familyOf, type Process } from './measuring/processes.ts'
import { report } from './measuring/report.ts'
import { alternately } from './measuring/rounds.ts'
import { inTemporaryDirectory } from './measuring/temporary-directory.ts'

const ROUNDS = 3
const REST_MS = 10_000
const PATIENCE_MS = 120_000
const TARGET_SECONDS = 5
const TARGET_MB = 200

type Started = { seconds: number; serverMb: number; sandboxMb: number; launcherMb: number; postgresMb: number }

/** Starts everything, leaves it alone for a while, weighs it and presses Ctrl-C. */
async function startAndRest(data: string, launched: (child: ChildProcess) => void): Promise<Started> {
  const port = await freePort('127.0.0.1')
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'scripts/bootstrap.mjs'), 'start'], {
    env: { ...process.env, MASHANG_DATA: data, PORT: String(port) },
    // A process group of its own is what Ctrl-C reaches.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  launched(child)
  await ready(`http://127.0.0.1:${port}/readyz`, child)
  const seconds = (performance.now() - began) / 1000
  await sleep(REST_MS)
  const memory = weigh(await familyOf(child.pid ?? 0))
  await pressCtrlC(child)
  return { seconds, ...memory }
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline && child.exitCode === null; await sleep(10)) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Error('npm start did not become ready')
}

async function pressCtrlC(child: ChildProcess): Promise<void> {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGINT')
  await ended
}

/** Resident memory, in MB. PostgreSQL's processes share much of theirs, so their sum is an upper limit. */
function weigh(family: readonly Process[]): Omit<Started, 'seconds'> {
  const sum = (pattern: RegExp) =>
    family.filter(({ command }) => pattern.test(command)).reduce((total, { residentMb }) => total + residentMb, 0)
  return {
    serverMb: sum(/apps\/server\/src\/main\.ts/),
    sandboxMb: sum(/apps\/tax-sandbox\/src\/main\.ts/),
    launcherMb: sum(/scripts\/(bootstrap\.mjs|start\.ts)/),
    postgresMb: sum(/postgres( -D|:)/),
  }
}

/** What a start cannot do without: the database alone. */
async function startDatabase(data: string): Promise<number> {
  const began = performance.now()
  const postgres = await startPostgres({ dataDir: data })
  const seconds = (performance.now() - began) / 1000
  await postgres.stop()
  return seconds
}

await buildWeb()
const { ours, baseline } = await inTemporaryDirectory(async (data, interrupted) => {
  let running: ChildProcess | undefined
  const start = () =>
    startAndRest(data, (child) => {
      running = child
    })
  try {
    return await Promise.race([alternately(ROUNDS, start, () => startDatabase(data)), interrupted])
  } finally {
    if (running) await pressCtrlC(running)
  }
})

const middle = (figure: keyof Started) => median(ours.map((each) => each[figure]))
const [seconds, serverMb] = [middle('seconds'), middle('serverMb')]
report({
  name: 'start',
  figures: {
    seconds,
    serverMb,
    sandboxMb: middle('sandboxMb'),
    launcherMb: middle('launcherMb'),
    postgresMb: middle('postgresMb'),
    rounds: ROUNDS,
  },
  baseline: { databaseAloneSeconds: median(baseline) },
  ratio: seconds / median(baseline),
  target: `ready in less than ${TARGET_SECONDS} s, and a server below ${TARGET_MB} MB at rest`,
  held: seconds < TARGET_SECONDS && serverMb < TARGET_MB,
})
