import { type Day, day } from '../day.ts'
import type { Taxation } from '../invoice.ts'

/** A row of a table of tax classification codes (税收分类编码). The bureau's own, loaded elsewhere, has the same shape. */
export type TaxCode = {
  /** 19 digits. */
  code: string
  name: string
  /** Initials of the name in pinyin, in small letters: cyfw for 餐饮服务. A loader may work them out when they are asked. */
  initials: string
  /** By time, the oldest first, without overlaps. */
  shortNames: readonly ShortName[]
  /** How the item is usually taxed, the likeliest first. Not what is allowed: see `rulingOn`. */
  usual: readonly Taxation[]
  /** 特定要素标签归类 (tdyslxdm) of a channel's table: two digits, '' for none; absent where a table does not say. */
  label?: string | undefined
  /** 启用日期 and 停用日期, the first and the last day of the code, whatever its short names; absent where a table does not say. */
  from?: Day | undefined
  to?: Day | undefined
}

/** 简称, which stands between stars on the face, for as long as it holds, both days included. */
export type ShortName = { shortName: string; from: Day; to?: Day | undefined; source: ShortNameSource }

/**
 * - `table-2017`: the public table of 2017-12;
 * - `bureau-2025`: the bureau's document on fuel, V2.011;
 * - `observed-2026`: faces of real invoices from June 2026 on;
 * - `expected-2026`: not seen, expected by analogy with what was;
 * - `channel`: the live table of a channel, which overrules all others.
 */
export type ShortNameSource = 'table-2017' | 'bureau-2025' | 'observed-2026' | 'expected-2026' | 'channel'

/** The short name on a day. Undefined for an unknown code, and for days nothing is known of. */
export function shortNameOn(table: readonly TaxCode[], code: string, day: Day): ShortName | undefined {
  const row = table.find((row) => row.code === code)
  return row?.shortNames.findLast(({ from, to }) => from <= day && (to === undefined || day <= to))
}

/** The digits of a code that are used: a digit and levels of two, the 00 at the end not being one. */
export function levelsOf(code: string): string {
  return code.replace(/^(\d(?:\d\d)*?)(?:00)*$/, '$1')
}

/**
 * The days of the short names of the public table of 2017-12. Those of services ended about June 2026, the month of the
 * earliest faces with other ones; seen or told of for codes beginning with these.
 */
export const tableOf2017 = {
  from: /* @__PURE__ */ day('2017-12-01'),
  renamed: { codes: ['2', '301', '304', '307'], lastDay: /* @__PURE__ */ day('2026-05-31') },
}
