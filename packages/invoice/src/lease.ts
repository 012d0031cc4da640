import type { InvoiceLine, RealEstateLease } from './invoice.ts'
import { specialBusinessOf } from './special-business.ts'

export type LeaseProblem = {
  problem:
    | 'lease-for-each-line'
    | 'lease-address'
    | 'lease-period'
    | 'lease-provinces'
    | 'lease-plates'
    | 'parking-name'
    | 'parking-plates'
    | 'unit-square-metre'
  line?: number | undefined
}

/** One of these must be in an address (乐企 不动产经营租赁 V3.014). */
const PLACE = /[街路村乡镇道巷号]/
const DAY = /^\d{4}-\d\d-\d\d$/
const MINUTE = /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d$/

/** The beginnings of the names of provinces. */
const PROVINCES: ReadonlySet<string> = /* @__PURE__ */ new Set(
  '北京 天津 河北 山西 内蒙 辽宁 吉林 黑龙 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆'.split(
    ' ',
  ),
)

/**
 * What is wrong with the lines of a lease of real estate: every line says what is let (a discount belongs to its line), an
 * address with a street or a number, a period in the right order, one province, 平方米; parking with its exact name, one
 * to three plates and times of day. Source: 乐企 不动产经营租赁 V3.014.
 */
export function leaseProblems(rows: readonly InvoiceLine[]): LeaseProblem[] {
  const problems = rows.flatMap((row, line) => problemsOf(row).map((problem): LeaseProblem => ({ problem, line })))
  const provinces = new Set(leasesOf(rows).map(({ address }) => provinceOf(address)))
  provinces.delete(undefined)
  return provinces.size > 1 ? [...problems, { problem: 'lease-provinces' }] : problems
}

/** The leases of an invoice in the order of its lines, as its files list them. */
export function leasesOf(rows: readonly Pick<InvoiceLine, 'lease'>[]): RealEstateLease[] {
  return rows.flatMap(({ lease }) => lease ?? [])
}

function problemsOf(row: InvoiceLine): LeaseProblem['problem'][] {
  if ((row.role === 'discount') !== (row.lease === undefined)) return ['lease-for-each-line']
  if (row.lease === undefined) return []
  const { address, from, to, plates = [] } = row.lease
  const parking = specialBusinessOf(row.taxCode) === 'parking'
  const written = parking ? MINUTE : DAY
  const found: LeaseProblem['problem'][] = []
  if (row.unit !== '平方米') found.push('unit-square-metre')
  if (!PLACE.test(address)) found.push('lease-address')
  if (![from, to].every((time) => written.test(time) && isOnCalendar(time)) || from > to) found.push('lease-period')
  if (parking && row.name !== '车辆停放服务') found.push('parking-name')
  if (parking && (plates.length < 1 || plates.length > 3)) found.push('parking-plates')
  if (!parking && plates.length > 0) found.push('lease-plates')
  return found
}

/** Whether what begins with `yyyy-MM-dd` names a day that there is: JavaScript makes 3 March of 31 February. */
function isOnCalendar(time: string): boolean {
  const day = time.slice(0, 10)
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** Undefined when the address does not begin with a province. */
export function provinceOf(address: string): string | undefined {
  const beginning = address.trim().slice(0, 2)
  return PROVINCES.has(beginning) ? beginning : undefined
}
