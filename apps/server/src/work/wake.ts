import type { PgBoss } from 'pg-boss'
import type { QueueName } from './jobs.ts'

/** A commit takes about as long; whoever is woken earlier finds nothing and waits for the next look. */
const COMMIT_MS = 15

/**
 * Tells the workers of a queue, on whatever node, that a job was written a moment ago, so that it need not wait for
 * their next look. Not part of its transaction: PostgreSQL lets transactions that notify commit only one after the
 * other, each with its own write to the disk, and that halves what a server can take in. Many jobs make one message.
 */
export function waker(boss: PgBoss): (queue: QueueName) => void {
  const due = new Set<QueueName>()
  return (queue) => {
    if (due.has(queue)) return
    due.add(queue)
    setTimeout(() => {
      due.delete(queue)
      // A message that is lost costs half a second.
      boss
        .getDb()
        .executeSql(NOTIFY, [queue])
        .catch(() => undefined)
    }, COMMIT_MS)
  }
}

/** The channel on which pg-boss listens for the names of queues (its schema's name, hashed). */
const NOTIFY = `select pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), $1)`
