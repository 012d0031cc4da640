import type { TableRefusal } from './problems.ts'

/** A row of a table as it stands in its file: counted from 1, cells without blanks around them. */
export type SheetRow = { row: number; cells: readonly string[] }

/** The bureau's table has some 4,200 rows. */
export const MOST_ROWS = 100_000
/** Cells of a row that are kept; a table of codes has some twenty. */
export const MOST_COLUMNS = 100

/** Thrown by the readers of files, caught by `readTaxCodes`. */
export class TableRefused extends Error {
  readonly problem: TableRefusal
  constructor(problem: TableRefusal) {
    super(problem)
    this.problem = problem
  }
}
