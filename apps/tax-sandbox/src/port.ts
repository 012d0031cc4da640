import type { DatabaseSync } from 'node:sqlite'

/** The port of the last run; 0 when there was none. */
export function lastPort(db: DatabaseSync): number {
  const { value = 0 } = db.prepare(`select value from setting where name = 'port'`).get() ?? {}
  return Number(value)
}

export function rememberPort(db: DatabaseSync, port: number): void {
  db.prepare(`insert or replace into setting (name, value) values ('port', ?)`).run(String(port))
}
