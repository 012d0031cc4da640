import type { ApplicationView, OrderInput, SubmissionInput } from '@mashang/contract'
import { fen, rate, type Taxation } from '@mashang/invoice'
import { v7 as uuidv7 } from 'uuid'
import { connectChannel } from '../src/channels/channels.ts'
import type { Deps } from '../src/deps.ts'
import { addItem } from '../src/items/items.ts'
import { pushOrder } from '../src/orders/push.ts'
import { plantOrganization, plantSeller, plantTenant } from '../src/organizations/plant.ts'
import { newTenantKey } from '../src/public-code.ts'
import { plantCode } from '../src/qr-codes/codes.ts'
import { addStaff } from '../src/staff/add-staff.ts'
import { addApiKey } from '../src/staff/api-keys.ts'
import type { TestApp } from './app.ts'
import { type Browser, browser } from './browser.ts'

export const AT_SIX: Taxation = { kind: 'taxed', rate: rate(600) }

export const seller = {
  name: '蓝湖餐饮管理（深圳）有限公司',
  taxpayerId: '91990000MA0AAAA1XB',
  address: '深圳市南山区科苑路 8 号 2 层',
  phone: '0755-8600 0100',
  drawer: '林晓',
}
const PASSWORD = 'a-long-password'
const MEAL = '3070401000000000000'

/** A chain of one company, two branches and a store in each; both stores have a code of each mode. */
export type Chain = Awaited<ReturnType<typeof plantChain>>

/** @param name of the tenant; `sells: false` leaves it without a tax profile. */
export async function plantChain(deps: Deps, name: string, { sells = true } = {}) {
  return await deps.db.transaction().execute(async (tx) => {
    const tenant = { id: uuidv7(), key: newTenantKey(), name, brand: `${name}咖啡`, colour: '#0f5666' }
    await plantTenant(tx, tenant)
    const sellerId = uuidv7()
    if (sells) {
      await plantSeller(tx, tenant.id, { id: sellerId, ...seller }, 'strict')
      const app = { appKey: 'mashang-demo', appSecret: 'mashang-demo-secret' }
      await connectChannel(tx, deps.sealer, { tenantId: tenant.id, sellerId, kind: 'sandbox', ...app })
    }
    const plant = (
      parent: Parameters<typeof plantOrganization>[2],
      code: string,
      kind: 'company' | 'branch' | 'store',
    ) =>
      plantOrganization(tx, tenant.id, parent, {
        code,
        name: `${name}${code}`,
        kind,
        phone: '0755-0000 0000',
        ...(sells && kind === 'company' && { sellerId }),
      })
    const company = await plant(undefined, 'HQ', 'company')
    const [east, west] = [await plant(company, 'EAST', 'branch'), await plant(company, 'WEST', 'branch')]
    const [eastStore, westStore] = [await plant(east, 'E-1', 'store'), await plant(west, 'W-1', 'store')]
    const organizations = { company, east, west, eastStore, westStore }

    const founder = { name: '林晓', email: `lin@${tenant.key}.example`, role: 'administrator' as const }
    const administrator = await addStaff(tx, deps.auth, {
      ...founder,
      tenantId: tenant.id,
      organizationId: company.id,
      password: PASSWORD,
    })
    await addItem(tx, tenant.id, { code: 'MEAL', name: '餐饮服务', taxCode: MEAL, unit: '次', taxation: AT_SIX })
    const codeAt = async (store: { id: string }, mode: 'order-match' | 'title-only') => {
      const by = { tenantId: tenant.id, id: administrator }
      const id = await plantCode(tx, by, { organizationId: store.id, name: '前台', mode })
      const version = await tx
        .selectFrom('qr_code_version')
        .select('code')
        .where('qr_code_id', '=', id)
        .executeTakeFirst()
      return { id, text: `${tenant.key}${version?.code}` }
    }
    const [matching, titleOnly] = [await codeAt(eastStore, 'order-match'), await codeAt(eastStore, 'title-only')]
    const westTitleOnly = await codeAt(westStore, 'title-only')
    const apiKey = await addApiKey(tx, tenant, '收银')
    return { tenant, organizations, founder, codes: { matching, titleOnly, westTitleOnly }, apiKey }
  })
}

/** The computer of a staff member, signed in. `role` at `at`, which is the whole chain unless given. */
export async function signIn(
  app: TestApp,
  chain: Chain,
  as: { role: 'operator' | 'executive'; at?: { id: string } } | 'founder',
) {
  if (as === 'founder') return await signedIn(app, chain.founder.email)
  const email = `${uuidv7()}@${chain.tenant.key}.example`
  const organizationId = (as.at ?? chain.organizations.company).id
  await app.deps.db.transaction().execute((tx) =>
    addStaff(tx, app.deps.auth, {
      tenantId: chain.tenant.id,
      organizationId,
      name: '周敏',
      email,
      role: as.role,
      password: PASSWORD,
    }),
  )
  return await signedIn(app, email)
}

let computers = 0

async function signedIn(app: TestApp, email: string): Promise<Browser> {
  const computer = browser(app.http)
  const reply = await computer.send({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    // Each from an address of its own, or the limit on tries would count them together.
    remoteAddress: `10.0.0.${++computers}`,
    payload: { email, password: PASSWORD },
  })
  if (reply.statusCode !== 200) throw new Error(`sign-in: ${reply.statusCode} ${reply.body}`)
  return computer
}

let receipts = 0

/** A paid order at the east store: what stands on its receipt. */
export async function aReceipt(deps: Deps, chain: Chain, change: Partial<OrderInput> = {}) {
  const grossFen = change.grossFen ?? fen(12_800)
  const pushed = await deps.db.transaction().execute((tx) =>
    pushOrder(
      tx,
      chain.tenant.id,
      {
        organizationCode: 'E-1',
        number: `A${String(++receipts).padStart(6, '0')}`,
        paidAt: '2026-11-23T12:40:00+08:00',
        grossFen,
        lines: [{ name: '午市套餐', taxCode: MEAL, taxation: AT_SIX, grossFen }],
        ...change,
      },
      'api',
    ),
  )
  if (!pushed.ok) throw new Error(pushed.problem)
  const { id, number, receiptCode } = pushed.order
  return { id, number, grossFen, receiptCode: `${chain.tenant.key}${receiptCode}` }
}

export const enterprise = {
  kind: 'enterprise',
  name: '深圳市青屿云图科技有限公司',
  taxpayerId: '91990000MA0BBBB3XL',
} as const

/** A form as somebody fills it in. */
export function aForm(source: SubmissionInput['source'], change: Partial<SubmissionInput> = {}): SubmissionInput {
  return {
    submissionKey: crypto.randomUUID(),
    source,
    buyer: enterprise,
    email: 'lin.xia@example.com',
    language: 'zh',
    ...change,
  }
}

/** The form of a matching code, with what stands on the receipt. */
export const withReceipt = (chain: Chain, { number, grossFen }: { number: string; grossFen: number }) =>
  ({ kind: 'code', code: chain.codes.matching.text, order: { number, grossFen } }) as const

export const withTitle = (chain: Chain) => ({ kind: 'code', code: chain.codes.titleOnly.text }) as const

export async function submitted(phone: Browser, form: SubmissionInput): Promise<ApplicationView> {
  return (await phone.call('POST /api/consumer/applications', { body: form })).value
}

/** The application that a form became, as its job names it. */
export async function jobOf({ db }: Deps, { submissionKey }: SubmissionInput) {
  const row = await db
    .selectFrom('application')
    .select(['tenant_id as tenantId', 'id as applicationId'])
    .where('submission_key', '=', submissionKey)
    .executeTakeFirst()
  if (!row) throw new Error(`no application of ${submissionKey}`)
  return row
}
