import { type Fen, formatRate, formatYuan, parseTaxation, type Relief } from '@mashang/invoice'
import type { Say, WordKey } from './words/say.ts'

/** `¥1,280.00` of fen. The sum of a page may be larger than any one amount. */
export function yuan(amountFen: number): string {
  const text = formatYuan(amountFen as Fen)
  return text.startsWith('−') ? `−¥${text.slice(1)}` : `¥${text}`
}

/** `6%`, `3% 简易`, `3% 简易（01）`, 免税 of a taxation as the server writes it. */
export function taxationText(say: Say, taxation: string): string {
  const parsed = parseTaxation(taxation)
  if (parsed === undefined) return taxation
  if (parsed.kind !== 'taxed') return say(`taxation.${parsed.kind}`)
  const rate = formatRate(parsed.rate)
  if (parsed.relief === undefined) return rate
  return `${rate} ${say(reliefWords[parsed.relief])}`
}

/** 08 and 09 are what people mean by 简易; who is told of 01 had better see that it is another policy. */
const reliefWords = {
  simplified: 'taxation.simplified-01',
  'simplified-3': 'taxation.simplified',
  'simplified-5': 'taxation.simplified',
  'reduced-1.5': 'taxation.reduced',
} as const satisfies Record<Relief, WordKey>

export function count(value: number): string {
  return value.toLocaleString('en-US')
}

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** `2026-11-23` and `14:32:58` as the clock in China shows them. */
function inChina(time: Date): { day: string; clock: string } {
  const shown = parts.formatToParts(time)
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.find((one) => one.type === type)?.value
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    clock: `${part('hour')}:${part('minute')}:${part('second')}`,
  }
}

/** `11-23 14:32` this year, `2025-11-23` before. */
export function shortTime(iso: string, now = new Date()): string {
  const { day, clock } = inChina(new Date(iso))
  return day.slice(0, 4) === inChina(now).day.slice(0, 4) ? `${day.slice(5)} ${clock.slice(0, 5)}` : day
}

/** `2026-11-23 14:32:58` */
export function exactTime(iso: string): string {
  const { day, clock } = inChina(new Date(iso))
  return `${day} ${clock}`
}

/** `14:32` today, `11-23 14:32` before. */
export function clockTime(iso: string, now = new Date()): string {
  const { day, clock } = inChina(new Date(iso))
  return day === inChina(now).day ? clock.slice(0, 5) : shortTime(iso, now)
}

/** `2026-11-23` */
export function dayOf(iso: string): string {
  return inChina(new Date(iso)).day
}

/** Under 24 hours relative, then the short time. */
export function agoOrTime(say: Say, iso: string, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - new Date(iso).getTime()) / 60_000)
  if (minutes < 1) return say('time.now')
  if (minutes < 60) return say('time.minutes-ago', { n: minutes })
  if (minutes < 24 * 60) return say('time.hours-ago', { n: Math.floor(minutes / 60) })
  return shortTime(iso, now)
}

/** `48 秒`, `42 分钟`, `3 小时 5 分`, `2 天` */
export function duration(say: Say, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return say('time.seconds', { n: seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return say('time.minutes', { n: minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? say('time.hours', { h: hours, n: minutes % 60 }) : say('time.days', { n: Math.floor(hours / 24) })
}

/** `…10456`: an invoice number in running text. */
export function shortNumber(number: string): string {
  return `…${number.slice(-5)}`
}
