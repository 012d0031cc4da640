/* `npm run import-orders`: paid orders from a till's CSV file. Ends with 0, with 2 after conflicts, with 1 when it cannot. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '@mashang/db/connect'
import { Cannot } from '../../command/cannot.ts'
import { databaseUrlOf, explainDatabaseError } from '../../command/database.ts'
import { importOrders } from './import-orders.ts'
import { type Options, parseOptions, usage } from './options.ts'
import { prepareImport } from './prepare.ts'
import { openReport } from './report.ts'
import { sheetLines } from './sheet.ts'
import { summaryOf } from './summary.ts'
import { receiptsTold, tallyOf } from './tally.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')

async function run(options: Options): Promise<number> {
  await requireFile(options)
  const db = connect(await databaseUrlOf(process.env, root), { max: 2 })
  try {
    const prepared = await prepareImport(db, options)
    const report = options.report ? await openReport(options.report) : undefined
    const outcomes = importOrders(db, sheetLines(prepared.sheet), prepared.terms, prepared.target)
    const tally = await tallyOf(outcomes, async (outcome) => report?.tell(outcome))
    await report?.close()
    process.stdout.write(summaryOf(prepared, tally, options.report))
    if (receiptsTold(tally) !== prepared.survey.receipts)
      throw new Cannot('文件在导入时变了，请再运行一次。', 'The file changed while it was read: run this again.')
    return tally.ends.conflict > 0 ? 2 : 0
  } catch (error) {
    throw explainDatabaseError(error as Error)
  } finally {
    await db.destroy()
  }
}

async function requireFile({ file, report }: Options): Promise<void> {
  if (report === file)
    throw new Cannot('报告不能写到要导入的文件上。', 'The report cannot be written over the file to import.')
  await access(file).catch(() => {
    throw new Cannot(`读不了 ${file}。`, `Cannot read ${file}.`)
  })
}

try {
  // npm runs us in its package's folder; the person was somewhere else.
  const args = process.argv.slice(2)
  if (args.includes('--help')) process.stdout.write(`${usage}\n`)
  else process.exitCode = await run(parseOptions(args, process.env.INIT_CWD ?? process.cwd()))
} catch (reason) {
  process.stderr.write(`\n✗ ${reason instanceof Cannot ? reason.message : (reason as Error).stack}\n\n`)
  process.exitCode = 1
}
