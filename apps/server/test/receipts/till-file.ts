import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/**
 * The first 9,999 lines of the data set Online Retail (D. Chen, UCI, doi 10.24432/C5BW33, CC BY 4.0), beside the
 * repository because it is none of ours.
 */
export const tillFile = join(import.meta.dirname, '../../../../../shared/data/online-retail-2010-12.csv')
export const hasTillFile = existsSync(tillFile)

export type TillReceipt = { number: string; fen: bigint; lines: number; paidLines: number; takenBack: boolean }

/** The receipts of the file, added up here once more and by other means than the import's. */
export function tillReceipts(): TillReceipt[] {
  const rows: Record<string, string>[] = parse(readFileSync(tillFile), { columns: true, bom: true })
  const receipts = Map.groupBy(rows, (row) => row.InvoiceNo ?? '')
  return [...receipts].map(([number, lines]) => {
    const amounts = lines.map((line) => BigInt(line.Quantity ?? '') * fenOf(line.UnitPrice ?? ''))
    return {
      number,
      fen: amounts.reduce((total, amount) => total + amount, 0n),
      lines: lines.length,
      paidLines: amounts.filter((amount) => amount !== 0n).length,
      takenBack: lines.some((line) => line.Quantity?.startsWith('-')),
    }
  })
}

function fenOf(yuan: string): bigint {
  const [whole = '', fraction = ''] = yuan.split('.')
  if (!/^\d{0,2}$/.test(fraction)) throw new Error(`${yuan} is not a price in whole fen`)
  return BigInt(whole + fraction.padEnd(2, '0'))
}
