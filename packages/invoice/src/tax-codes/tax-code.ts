import type { Day } from '../day.ts'
import type { Taxation } from '../invoice.ts'
import { type BusinessKind, specialBusinessOf } from '../special-business.ts'

/** A row of a table of tax classification codes (税收分类编码). The bureau's own, loaded elsewhere, has the same shape. */
export type TaxCode = {
  /** 19 digits. */
  code: string
  name: string
  /** Initials of the name in pinyin, in small letters: cyfw for 餐饮服务. */
  initials: string
  /** By time, the oldest first, without overlaps. */
  shortNames: readonly ShortName[]
  /** How the item is usually taxed, the likeliest first. Not what is allowed: see `rulingOn`. */
  usual: readonly Taxation[]
  /** What no plain invoice can be issued for. */
  business?: BusinessKind | undefined
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

/** A row for a loader: the special business is known from the code. */
export function taxCode(row: Omit<TaxCode, 'business'>): TaxCode {
  const business = specialBusinessOf(row.code)
  return business === undefined ? row : { ...row, business }
}
