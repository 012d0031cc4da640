import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

export type ConnectOptions = {
  /** Connections at most. */
  max?: number
  /** How long the server may take to answer a statement, in milliseconds. */
  answerMs?: number
}

const STATEMENT_MS = 30_000
const IDLE_IN_TRANSACTION_MS = 60_000
const CONNECT_MS = 10_000
/** A little longer than the server itself allows a statement: whoever is still silent then is not there any more. */
const ANSWER_MS = STATEMENT_MS + 5_000
const KEEP_ALIVE_AFTER_MS = 10_000

/** The database as typed queries, on a pool of its own; `destroy()` closes both. */
export function connect(url: string, options: ConnectOptions = {}): Db {
  return kyselyOn(openPool(url, options))
}

/** Typed queries on a pool that others (jobs, sign-in) use as well. */
export function kyselyOn(pool: pg.Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** A pool whose values are ours: int8 is a number, a date is `YYYY-MM-DD`, timestamptz is a Date, numeric is a string. */
export function openPool(url: string, { max = 10, answerMs = ANSWER_MS }: ConnectOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    Client: PreparingClient,
    max,
    types: { getTypeParser },
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // A failover may leave connections that nobody answers and nobody closes.
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
  })
  // The server may end an idle connection (a restart). The pool replaces it; without a listener Node would exit.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    // While it is in use the pool does not listen. Its queries fail with the same error, and that is enough.
    client.on('error', () => {})
    // The driver would answer a query that took too long and lend its connection to the next.
    const stream = client.connection.stream as Socket
    stream.setTimeout(2 * answerMs, () => stream.destroy())
  })
  return pool
}

const { INT8, DATE, INTERVAL } = pg.types.builtins
const TEXT_ARRAY = 1009
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182

type Parser = ReturnType<typeof pg.types.getTypeParser>

// The driver's types only know some of the numbers that PostgreSQL has.
const builtIn = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parser
const textArray: (text: string) => (string | null)[] = builtIn(TEXT_ARRAY)

const parsers = new Map<number, Parser>([
  [INT8, safeInteger],
  [INT8_ARRAY, (text: string) => textArray(text).map((item) => (item === null ? null : safeInteger(item)))],
  [DATE, String], // a day has no time zone; as a Date it would shift with the server's
  [DATE_ARRAY, textArray],
  [INTERVAL, String],
])

const getTypeParser: typeof builtIn = (oid, format) => (format !== 'binary' && parsers.get(oid)) || builtIn(oid, format)

/** An int8 as a number. Amounts are far below 2^53; a value beyond it is a bug, not something to round. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a number`)
  return value
}

/** Statements prepared on each connection at most: those that are put together anew each time must not pile up there. */
const MOST_PREPARED = 300
const names = new Map<string, string>()

/**
 * Prepares every statement with parameters under a name, so that PostgreSQL parses and plans it once per connection
 * and not each time: measured, that was most of what a submission cost the database.
 */
class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    const query = this.query.bind(this) as (...args: unknown[]) => never
    this.query = (text: unknown, values?: unknown, ...rest: unknown[]) =>
      typeof text === 'string' && Array.isArray(values)
        ? query({ text, values, name: nameOf(text) }, ...rest)
        : query(text, values, ...rest)
  }
}

/** The same text has the same name in every process, whatever stands between us and the server. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= MOST_PREPARED) return known
  const name = createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}
