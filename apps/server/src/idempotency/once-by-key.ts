import { type Refused, refuse } from '@mashang/contract'
import type { Db, Tx } from '@mashang/db/connect'
import { sql } from 'kysely'

type Answer<T, P extends Refused['problem']> = { ok: true; value: T } | Refused<P>

/**
 * Runs a change once for an Idempotency-Key. The key, a hash of what was asked and the reply are written by the
 * change's own transaction; asking again gives the same reply, asking something else under the key is refused.
 */
export async function onceByKey<T, P extends Refused['problem']>(
  db: Db,
  id: { tenantId: string; key: string; requestHash: Buffer },
  change: (tx: Tx) => Promise<Answer<T, P>>,
): Promise<Answer<T, P | 'idempotency-key-reused'>> {
  return await db.transaction().execute(async (tx) => {
    // Two at once: the second waits here until the first has committed.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${id.tenantId} ${id.key}`}, 0))`.execute(tx)
    const earlier = await tx
      .selectFrom('idempotency_key')
      .select(['request_hash', 'reply'])
      .where('tenant_id', '=', id.tenantId)
      .where('key', '=', id.key)
      .executeTakeFirst()
    if (earlier)
      return earlier.request_hash.equals(id.requestHash)
        ? { ok: true, value: earlier.reply as T }
        : refuse('idempotency-key-reused')
    const answer = await change(tx)
    // A refused change wrote nothing, so there is nothing to remember.
    if (!answer.ok) return answer
    await tx
      .insertInto('idempotency_key')
      .values({
        tenant_id: id.tenantId,
        key: id.key,
        request_hash: id.requestHash,
        reply: JSON.stringify(answer.value),
      })
      .execute()
    return answer
  })
}
