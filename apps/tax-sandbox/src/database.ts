import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Opens the sandbox's own database, making it when there is none.
 * `synchronous = full`: an order that was accepted is on the disk, whatever happens to the process or the power.
 */
export function openDatabase(directory: string): DatabaseSync {
  mkdirSync(directory, { recursive: true })
  const db = new DatabaseSync(join(directory, 'books.sqlite'))
  db.exec(`
    pragma journal_mode = wal;
    pragma synchronous = full;
    create table if not exists invoice_order (
      serial text primary key,
      seller text not null,
      order_number text not null,
      content text not null,
      ending text not null check (ending in ('issued', 'unsealed', 'failed')),
      cause text,
      invoice_number text not null unique check (length(invoice_number) = 20),
      document_key text not null unique,
      accepted_at integer not null,
      ready_at integer not null,
      unique (seller, order_number)
    ) strict;
    create table if not exists seller (taxpayer_id text primary key, name text not null) strict;
    create table if not exists setting (name text primary key, value text not null) strict;
  `)
  return db
}
