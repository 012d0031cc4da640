import { formatTaxation } from '@mashang/invoice'
import { searchTaxCodes, type TaxCode } from '@mashang/invoice/tax-codes'
import { readTaxCodes, rowSentence, tableRefusals } from '../tax-codes/index.ts'

/** Rows left out are counted; this many are named. */
const MOST_NAMED = 20

/**
 * What is in a table of tax codes, or the rows found for what somebody types: texts for people, and 1 where rows were left
 * out or nothing was found.
 */
export function taxCodesReport(file: string, bytes: Uint8Array, query: string): { text: string; exitCode: number } {
  const read = readTaxCodes(bytes, { source: 'channel' })
  const left = leftOut(read.problems)
  if (!read.ok) {
    const { zh, en } = tableRefusals[read.problem]
    return { text: [`✗ ${file}`, `  ${zh}`, `  ${en}`, ...left, ''].join('\n'), exitCode: 1 }
  }
  if (query !== '') return found(searchTaxCodes(read.table, query), query)
  const names = new Set(read.table.flatMap(({ shortNames }) => shortNames.map(({ shortName }) => shortName)))
  const nameless = read.table.filter(({ shortNames }) => shortNames.length === 0).length
  const told = [
    `${left.length > 0 ? '!' : '✓'} ${file}`,
    `  编码 codes ${read.codes}，可开票 leaves ${read.table.length}，简称 short names ${names.size}`,
    ...(nameless > 0 ? [`  没有简称 without a short name ${nameless}`] : []),
  ]
  return { text: [...told, ...left, ''].join('\n'), exitCode: left.length > 0 ? 1 : 0 }
}

function found(rows: readonly TaxCode[], query: string): { text: string; exitCode: number } {
  if (rows.length === 0) return { text: `没有找到 ${query}。\nNothing was found for ${query}.\n`, exitCode: 1 }
  const told = rows.map(({ code, name, shortNames, usual }) =>
    [code, `*${shortNames.at(-1)?.shortName ?? ''}*${name}`, usual.map(formatTaxation).join('、')].join('  ').trimEnd(),
  )
  return { text: `${told.join('\n')}\n`, exitCode: 0 }
}

function leftOut(problems: Parameters<typeof rowSentence>[0][]): string[] {
  const named = problems.slice(0, MOST_NAMED)
  const more = problems.length - named.length
  return [
    ...named.map((problem) => `  ✗ ${rowSentence(problem, 'zh')}  ${rowSentence(problem, 'en')}`),
    ...(more > 0 ? [`  ✗ 另有 ${more} 行  ${more} more rows`] : []),
  ]
}
