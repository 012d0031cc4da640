import type { Language } from './language.ts'

/** Everything is shown in China's time, which has known no summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `12:41:03` */
export function clockTime(time: string | number): string {
  return inShanghai(time).toISOString().slice(11, 19)
}

/** `12:41` */
export function clockMinute(time: string | number): string {
  return clockTime(time).slice(0, 5)
}

/** `11月23日`, `23 Nov` */
export function dayOfYear(time: string, language: Language): string {
  const { month, day } = partsOf(time)
  return language === 'zh' ? `${month}月${day}日` : `${day} ${MONTHS[month - 1]}`
}

/** `11月23日 12:41`; of another year than now with its year, and midnight, which files without times mean, as the day. */
export function dayAndTime(time: string, language: Language, nowMs: number): string {
  const thisYear = inShanghai(time).getUTCFullYear() === inShanghai(nowMs).getUTCFullYear()
  const day = (thisYear ? dayOfYear : fullDate)(time, language)
  return clockTime(time) === '00:00:00' ? day : `${day} ${clockMinute(time)}`
}

/** `2026年11月23日`, as invoices write it; `23 Nov 2026` */
export function fullDate(time: string, language: Language): string {
  const { year } = partsOf(time)
  return language === 'zh' ? `${year}年${dayOfYear(time, 'zh')}` : `${dayOfYear(time, 'en')} ${year}`
}

/** `2026年11月`, `Nov 2026` */
export function monthName(time: string, language: Language): string {
  const { year, month } = partsOf(time)
  return language === 'zh' ? `${year}年${month}月` : `${MONTHS[month - 1]} ${year}`
}

/** `23日`, `23 Nov`, inside a list that is headed by the month. */
export function dayOfMonth(time: string, language: Language): string {
  return language === 'zh' ? `${partsOf(time).day}日` : dayOfYear(time, language)
}

function partsOf(time: string) {
  const date = inShanghai(time)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function inShanghai(time: string | number): Date {
  return new Date(new Date(time).getTime() + SHANGHAI_MS)
}
