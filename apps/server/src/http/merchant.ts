import { createHash } from 'node:crypto'
import { merchantRoutes, type OrderReply, type Refused, refuse, showId } from '@mashang/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { outcomeOfOrder } from '../applications/applications.ts'
import type { Deps } from '../deps.ts'
import { onceByKey } from '../idempotency/once-by-key.ts'
import { type Order, orderById } from '../orders/orders.ts'
import { pushOrder } from '../orders/push.ts'
import { organizationCode } from '../organizations/organizations.ts'
import { tenantOfApiKey } from '../staff/api-keys.ts'
import { serve } from './route.ts'

type Tenant = { id: string; key: string }
type Reply = z.input<typeof OrderReply>

/** What a till or an ERP may ask, with an API key. Every POST names an Idempotency-Key. */
export function merchantApi(app: FastifyInstance, deps: Deps): void {
  const { db, publicUrl } = deps
  serve(
    app,
    merchantRoutes,
    async (request) => {
      const tenant = await tenantOfApiKey(db, request.headers.authorization)
      return tenant ? { ok: true, value: tenant } : refuse('api-key-required')
    },
    {
      'POST /v1/orders': async ({ caller: tenant, body, request }) => {
        const key = request.headers['idempotency-key']
        if (typeof key !== 'string' || key.length === 0 || key.length > 200) return refuse('idempotency-key-required')
        const requestHash = createHash('sha256').update(JSON.stringify(request.body)).digest()
        return await onceByKey(db, { tenantId: tenant.id, key, requestHash }, async (tx) => {
          const pushed = await pushOrder(tx, tenant.id, body, 'api')
          // Read on the same connection: twenty tills at once must not wait for a twenty-first.
          return pushed.ok ? { ok: true, value: await replyOf({ db: tx, publicUrl }, tenant, pushed.order) } : pushed
        })
      },
      'GET /v1/orders/{id}': async ({
        caller: tenant,
        params,
      }): Promise<{ ok: true; value: Reply } | Refused<'not-found'>> => {
        const order = await orderById(db, tenant.id, params.id)
        return order ? { ok: true, value: await replyOf(deps, tenant, order) } : refuse('not-found')
      },
    },
  )
}

async function replyOf(
  { db, publicUrl }: Pick<Deps, 'db' | 'publicUrl'>,
  tenant: Tenant,
  order: Order,
): Promise<Reply> {
  const outcome = order.liveApplicationId ? await outcomeOfOrder(db, tenant.id, order.liveApplicationId) : undefined
  return {
    id: showId('ord', order.id),
    organizationCode: await organizationCode(db, tenant.id, order.organizationId),
    number: order.number,
    paidAt: order.paidAt.toISOString(),
    grossFen: order.grossFen,
    receiptUrl: `${publicUrl}/r/${tenant.key}${order.receiptCode}`,
    ...(outcome && { application: outcome }),
  }
}
