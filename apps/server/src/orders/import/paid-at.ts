import { toHalfWidth } from '@mashang/invoice'

/** Which comes first in 1/12/2010. */
export const dayOrders = ['d/m/y', 'm/d/y'] as const
export type DayOrder = (typeof dayOrders)[number]

const YEAR_FIRST = /^(\d{4})(?:[-/.]|\s*年\s*)(\d{1,2})(?:[-/.]|\s*月\s*)(\d{1,2})\s*日?/
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?=$|[T\s])/
const COMPACT_WITH_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/
// Two digits for the year only with slashes, as spreadsheets write it: 10-12-01 may begin with the year.
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|(?<=\/)\d\d)(?!\d)/
const TIME =
  /^(上午|下午|AM|PM)?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?[分秒]?\s*(AM|PM)?\s*(Z|[+-]\d\d:?\d\d)?$/i
const SHANGHAI = '+08:00'

/**
 * Reads a moment as tills write it: 2010-12-01 08:26, 2010年12月1日, 20101201082600, 1/12/2010 8:26 AM. Without a
 * zone it is the time of Shanghai, without a time the day's first moment. Undefined for a day that does not exist, and
 * for a day/month or month/day date while `dayOrder` is not known.
 */
export function parsePaidAt(text: string, dayOrder: DayOrder | undefined): Date | undefined {
  const plain = toHalfWidth(text).trim()
  const [, ...digits] = COMPACT_WITH_TIME.exec(plain) ?? []
  if (digits.length > 0) return moment(digits.slice(0, 3), digits.slice(3), SHANGHAI)
  const day = dayOf(plain, dayOrder)
  if (!day) return undefined
  const rest = plain.slice(day.length).replace(/^T|^\s+/i, '')
  if (rest === '') return moment(day.parts, [], SHANGHAI)
  const [, before, hour, minute, second, after, zone = SHANGHAI] = TIME.exec(rest) ?? []
  return hour === undefined ? undefined : moment(day.parts, [hourOf(hour, before ?? after), minute, second], zone)
}

/** What a date tells about the order of day and month; `either` when both could be, undefined when it is no such date. */
export function dayOrderOf(text: string): DayOrder | 'either' | undefined {
  const [, first, , second] = YEAR_LAST.exec(toHalfWidth(text).trim()) ?? []
  if (first === undefined) return undefined
  if (Number(first) > 12) return 'd/m/y'
  return Number(second) > 12 ? 'm/d/y' : 'either'
}

function dayOf(text: string, dayOrder: DayOrder | undefined) {
  const yearFirst = YEAR_FIRST.exec(text) ?? COMPACT.exec(text)
  if (yearFirst) return { parts: yearFirst.slice(1), length: yearFirst[0].length }
  const [all, first, , second, year = ''] = YEAR_LAST.exec(text) ?? []
  if (all === undefined || !dayOrder) return undefined
  const monthAndDay = dayOrder === 'd/m/y' ? [second, first] : [first, second]
  return { parts: [year.padStart(4, '20'), ...monthAndDay], length: all.length }
}

function hourOf(hour: string, half: string | undefined): string {
  if (!half) return hour
  const afternoon = /下午|PM/i.test(half)
  const twelve = Number(hour) % 12
  return Number(hour) > 12 ? hour : String(afternoon ? twelve + 12 : twelve)
}

function moment(
  day: readonly (string | undefined)[],
  time: readonly (string | undefined)[],
  zone: string,
): Date | undefined {
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0')
  const date = day.map(two).join('-')
  const at = new Date(`${date}T${two(time[0])}:${two(time[1])}:${two(time[2])}${zone}`)
  // JavaScript reads 31 February as a day in March.
  const exists = new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day[2])
  return exists && !Number.isNaN(at.getTime()) ? at : undefined
}
