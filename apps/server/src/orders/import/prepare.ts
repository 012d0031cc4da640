import type { Db } from '@mashang/db/connect'
import { chinaTime, dayOf, invoiceProblems, ordinaryInvoiceProblems } from '@mashang/invoice'
import { Cannot } from '../../command/cannot.ts'
import { itemsOf } from '../../items/items.ts'
import { organizationIdByCode } from '../../organizations/organizations.ts'
import type { Target } from './import-orders.ts'
import type { Options } from './options.ts'
import type { Terms } from './order-from.ts'
import { openSheet, type Sheet } from './sheet.ts'
import { tenantNames } from './store.ts'
import { type Survey, survey } from './survey.ts'

export type Prepared = { sheet: Sheet; survey: Survey; terms: Terms; target: Target }

/** Everything that can be wrong before the first order is written: the names, the columns, the encoding, the dates. */
export async function prepareImport(db: Db, options: Options): Promise<Prepared> {
  const tenantId = await tenantOf(db, options.tenant)
  const organizationId = await organizationIdByCode(db, tenantId, options.organizationCode)
  if (!organizationId) {
    const code = options.organizationCode
    throw new Cannot(`没有组织编码“${code}”。`, `No organization has the code “${code}”.`)
  }
  const sheet = await openSheet(options.file, options)
  const items = new Map((await itemsOf(db, tenantId)).map((item) => [item.code, item]))
  const otherwise = otherwiseOf(options, items, sheet)
  requireOrdinary(otherwise, items)
  const surveyed = await survey(sheet, options.dayOrder)
  const { dayOrder, scattered } = surveyed
  const { organizationCode } = options
  return {
    sheet,
    survey: surveyed,
    terms: { organizationCode, items, otherwise, dayOrder, scattered, width: sheet.width },
    target: { tenantId, organizationId, dryRun: options.dryRun },
  }
}

async function tenantOf(db: Db, name: string | undefined): Promise<string> {
  const tenants = await tenantNames(db)
  const [only, ...others] = tenants
  const tenant = name === undefined && others.length === 0 ? only : tenants.find((each) => each.name === name)
  if (tenant) return tenant.id
  const names = tenants.map((each) => each.name).join('、') || '∅'
  throw new Cannot(`请用 --tenant 指定租户，现有：${names}`, `Name the tenant with --tenant. There are: ${names}`)
}

function otherwiseOf({ itemCode, tax }: Options, items: Terms['items'], { columns }: Sheet): Terms['otherwise'] {
  if (itemCode !== undefined && !items.has(itemCode))
    throw new Cannot(`没有开票项目“${itemCode}”（--item）。`, `There is no item “${itemCode}” (--item).`)
  if (itemCode === undefined && !tax && columns.itemCode === undefined)
    throw new Cannot(
      '文件里没有货号，请用 --item 指定开票项目，或用 --tax-code 和 --taxation 指定税收分类编码和税率。',
      'The file has no item codes: name an item with --item, or tax classification code and taxation with --tax-code and --taxation.',
    )
  return itemCode === undefined ? tax : { itemCode }
}

/** What is to stand for every other line is asked about once, before each of them is refused for it. */
function requireOrdinary(otherwise: Terms['otherwise'], items: Terms['items']): void {
  const sold = otherwise && 'itemCode' in otherwise ? items.get(otherwise.itemCode) : otherwise
  const [found] = sold ? ordinaryInvoiceProblems([sold], dayOf(chinaTime(new Date()))) : []
  if (found) throw new Cannot(invoiceProblems[found.problem].zh, invoiceProblems[found.problem].en)
}
