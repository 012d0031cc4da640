import { type Fen, parseYuan } from '@mashang/invoice'

/**
 * What somebody typed into a search field, as SQL compares it: two patterns of LIKE, as it stands and for ids and
 * numbers, which the console shows in groups (`9144 0300 …`); and the amount it may be, null when it is none.
 */
export function searchFor(q = ''): { like: string; unspaced: string; grossFen: Fen | null } {
  const pattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return { like: pattern(q.trim()), unspaced: pattern(q.replace(/\s/g, '')), grossFen: parseYuan(q) ?? null }
}
