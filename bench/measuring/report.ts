import { loadavg } from 'node:os'
import { rounded } from './numbers.ts'

/** How busy others kept the machine when we began: with more than a little, no figure means much. */
const [loadBefore = 0] = loadavg()

export type Result = {
  name: string
  /** What was measured, the unit at the end of each name. */
  figures: Record<string, number>
  /** What the same run measured without us. */
  baseline: Record<string, number>
  /** Ours to the baseline's. */
  ratio: number
  /** What is promised, in words. */
  target: string
  held: boolean
}

/** The last line a benchmark writes: its result as JSON, for machines to keep. */
export function report({ figures, baseline, ratio, ...rest }: Result): void {
  const shown = { figures: each({ ...figures, loadBefore }), baseline: each(baseline), ratio: rounded(ratio) }
  const { name, ...verdict } = rest
  process.stdout.write(`${JSON.stringify({ name, ...shown, ...verdict })}\n`)
}

const each = (values: Record<string, number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value)]))
