import type { SheetRow } from './sheet.ts'

/** What a column may be called, the likeliest first; the last of each are the bureau's field names (乐企 CXSSFLBM). */
const HEADINGS = {
  code: [
    '合并编码',
    '商品和服务税收分类编码',
    '商品和服务税收分类合并编码',
    '税收分类编码',
    '编码',
    'code',
    'sphfwssflhbbm',
  ],
  name: ['商品和服务名称', '货物和劳务名称', '名称', 'name', 'sphfwmc'],
  shortName: ['商品和服务分类简称', '简称', 'short_name', 'sphfwfljc'],
  from: ['启用日期', 'qyrq'],
  to: ['停用日期', 'tyrq'],
  rates: ['增值税税率', 'zzssl'],
  label: ['特定要素标签归类', 'tdyslxdm'],
  summary: ['是否汇总项', '汇总项', 'sfhzx'],
} as const

type Role = keyof typeof HEADINGS

/** Which cell of a row is which; a column that is not there has none. */
export type Columns = Partial<Record<Role, number>>

/** A title and notes may stand above the headings. */
const ROWS_ABOVE = 20

/** Where the headings are, by position among the rows, and what is in which column. Undefined when there are none. */
export function findColumns(rows: readonly SheetRow[]): { at: number; columns: Columns } | undefined {
  for (const [at, { cells }] of rows.slice(0, ROWS_ABOVE).entries()) {
    const columns = columnsOf(cells)
    if (columns.code !== undefined && columns.name !== undefined && columns.shortName !== undefined)
      return { at, columns }
  }
  return undefined
}

function columnsOf(cells: readonly string[]): Columns {
  const written = cells.map((cell) => cell.replace(/\s/g, '').toLowerCase())
  const columns: Columns = {}
  for (const role of Object.keys(HEADINGS) as Role[]) {
    const place = HEADINGS[role].map((heading) => written.indexOf(heading)).find((place) => place >= 0)
    if (place !== undefined) columns[role] = place
  }
  return columns
}
