import { globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { run } from '../../scripts/run.ts'
import type { Database } from './installation.ts'
import { orderIdInSql } from './orders.ts'

/** PostgreSQL's own load generator: on the PATH, or where Debian puts it. Throws a sentence when there is none. */
export async function findPgbench(): Promise<string> {
  for (const file of ['pgbench', ...globSync('/usr/lib/postgresql/*/bin/pgbench').toSorted().reverse()])
    if ((await run([file, '--version'])).code === 0) return file
  throw new Error('这个基准测试需要 pgbench。This benchmark needs pgbench: on Debian, apt-get install postgresql')
}

/**
 * Writes the script of the baseline: the two rows that the server wrote last, again and again, with nothing new but
 * their keys. Four round trips in one transaction; nothing is read, sealed or computed.
 */
export async function writeBaselineScript(database: Database, file: string): Promise<void> {
  const application = await database.query(
    'select to_jsonb(a) as row from application a order by submitted_at desc limit 1',
  )
  const job = await database.query(
    `select to_jsonb(j) as row, j.tableoid::regclass::text as name from pgboss.job j order by created_on desc limit 1`,
  )
  const { buyer_name: _generated, ...values } = application.rows[0].row
  await writeFile(
    file,
    [
      '\\set i :i + 1',
      '\\set n :first + :client_id * :count + :i',
      '\\set random random(1, 9000000000000000000)',
      'begin;',
      insertStatement('application', values, {
        id: 'uuidv7()',
        order_id: orderIdInSql(':n::bigint'),
        request_number: "lpad(:random::bigint::text, 20, '0')",
        submission_key: 'gen_random_uuid()',
        device_hash: 'uuid_send(gen_random_uuid())',
        email_hash: 'uuid_send(gen_random_uuid())',
        submitted_at: 'now()',
        approved_at: 'now()',
      }),
      insertStatement(job.rows[0].name, job.rows[0].row, {
        id: 'gen_random_uuid()',
        created_on: 'now()',
        start_after: 'now()',
      }),
      'commit;',
      '',
    ].join('\n'),
  )
}

function insertStatement(table: string, row: Record<string, unknown>, fresh: Record<string, string>): string {
  const values = Object.entries(row).map(([column, value]) => fresh[column] ?? literal(value))
  return `insert into ${table} (${Object.keys(row).join(', ')}) values (${values.join(', ')});`
}

/** A constant in SQL. Without a colon in it, which pgbench might take for a variable. */
export function literal(value: unknown): string {
  if (value === null) return 'null'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')}'`
}

/** One run of the script on orders from `first` on, `count` by each client. Returns transactions per second. */
export async function runPgbench(
  pgbench: string,
  options: { url: string; file: string; clients: number; first: number; count: number },
): Promise<number> {
  const { url, file, clients, first, count } = options
  const { code, output } = await run([
    ...[pgbench, '--no-vacuum', '--protocol=prepared', '--jobs=1', `--file=${file}`],
    ...[`--client=${clients}`, `--transactions=${count}`],
    ...['--define=i=-1', `--define=first=${first}`, `--define=count=${count}`, url],
  ])
  const tps = /^tps = (?<tps>[\d.]+)/m.exec(output)?.groups?.tps
  const failed = /number of failed transactions: 0 /.test(output) ? code : 1
  if (failed || !tps) throw new Error(`pgbench failed:\n${output}`)
  return Number(tps)
}
