import { consoleRoutes, decodeUuid, refuse } from '@mashang/contract'
import type { FastifyInstance } from 'fastify'
import { applicationCounts, applicationDetail, applicationList } from '../applications/console-view.ts'
import { resend } from '../applications/resend.ts'
import { approve, reject, retry } from '../applications/review.ts'
import type { Deps } from '../deps.ts'
import { invoiceDetail, invoiceList, invoiceOfStaff } from '../invoices/console.ts'
import { itemsOf, itemView } from '../items/items.ts'
import { tenantOfStaff } from '../organizations/organizations.ts'
import { addOrganization, changeOrganization, organizationsOf, setSeller } from '../organizations/tree.ts'
import { changeCode, generate, qrCode, qrCodeList, rotate } from '../qr-codes/codes.ts'
import { mayWrite } from '../staff/staff.ts'
import { serve } from './route.ts'
import { staffCaller } from './staff-caller.ts'

/** A cursor is the shown id of the last row seen. */
const afterOf = (cursor: string | undefined) => (cursor ? decodeUuid(cursor.slice(cursor.indexOf('_') + 1)) : undefined)

/** What the admin console may ask: everything inside the staff member's own organizations. */
export function consoleApi(app: FastifyInstance, deps: Deps): void {
  const { db, publicUrl } = deps
  serve(app, consoleRoutes, staffCaller(deps), {
    'GET /api/console/me': async ({ caller: staff }) => {
      const [tenant, counts, organizations] = await Promise.all([
        tenantOfStaff(db, staff.tenantId),
        applicationCounts(db, staff),
        organizationsOf(db, staff),
      ])
      const channel = organizations.find((each) => each.seller?.channel)?.seller?.channel
      const { name, email, role } = staff
      return {
        ok: true,
        value: { name, email, role, tenant, waiting: counts, ...(channel && { channel }) },
      }
    },

    'GET /api/console/organizations': async ({ caller }) => ({
      ok: true,
      value: { rows: await organizationsOf(db, caller) },
    }),
    'POST /api/console/organizations': ({ caller, body }) => addOrganization(db, caller, body),
    'PATCH /api/console/organizations/{id}': ({ caller, params, body }) =>
      changeOrganization(db, caller, params.id, body),
    'PUT /api/console/organizations/{id}/seller': ({ caller, params, body }) =>
      setSeller(db, caller, params.id, body.seller),
    'GET /api/console/items': async ({ caller }) => ({
      ok: true,
      value: { rows: (await itemsOf(db, caller.tenantId)).map(itemView) },
    }),

    'GET /api/console/qr-codes': async ({ caller, query: { cursor, limit, ...filter } }) => ({
      ok: true,
      value: await qrCodeList(db, caller, filter, { cursor, limit }),
    }),
    'POST /api/console/qr-codes': ({ caller, body }) => generate(db, caller, publicUrl, body),
    'GET /api/console/qr-codes/{id}': ({ caller, params }) => qrCode(db, caller, publicUrl, params.id),
    'PATCH /api/console/qr-codes/{id}': ({ caller, params, body }) =>
      changeCode(db, caller, publicUrl, params.id, body),
    'POST /api/console/qr-codes/{id}/rotation': ({ caller, params, body }) =>
      rotate(db, caller, publicUrl, params.id, body.graceDays),

    'GET /api/console/applications': async ({ caller, query: { cursor, limit, ...filter } }) => ({
      ok: true,
      value: await applicationList(db, caller, filter, { after: afterOf(cursor), limit }),
    }),
    'GET /api/console/applications/{id}': ({ caller, params }) => applicationDetail(deps, caller, params.id),
    'POST /api/console/applications/{id}/approval': async ({ caller, params, body }) => {
      const approved = await approve(deps, caller, params.id, body)
      return approved.ok ? await applicationDetail(deps, caller, params.id) : approved
    },
    'POST /api/console/applications/{id}/rejection': async ({ caller, params, body }) => {
      const rejected = await reject(deps, caller, params.id, body.reason)
      return rejected.ok ? await applicationDetail(deps, caller, params.id) : rejected
    },
    'POST /api/console/applications/{id}/retry': async ({ caller, params, body }) => {
      const retried = await retry(deps, caller, params.id, body)
      return retried.ok ? await applicationDetail(deps, caller, params.id) : retried
    },

    'GET /api/console/invoices': async ({ caller, query: { q, cursor, limit } }) => ({
      ok: true,
      value: await invoiceList(db, caller, q, { after: afterOf(cursor), limit }),
    }),
    'GET /api/console/invoices/{id}': ({ caller, params }) => invoiceDetail(deps, caller, params.id),
    'POST /api/console/invoices/{id}/deliveries': async ({ caller, params, body }) => {
      if (!mayWrite(caller)) return refuse('forbidden')
      const invoice = await invoiceOfStaff(db, caller, params.id)
      if (!invoice) return refuse('not-found')
      const sent = await resend(deps, { tenantId: caller.tenantId, id: invoice.applicationId }, body.email)
      return sent.ok ? await invoiceDetail(deps, caller, params.id) : sent
    },
  })
}
