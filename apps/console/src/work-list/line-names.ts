import type { Application } from '@mashang/contract'
import type { Say } from '../words/say.ts'

/** `餐费`, `餐费 等 3 项` */
export function lineNames(lines: Application['lines'], say: Say): string {
  const name = lines[0]?.name ?? ''
  return lines.length > 1 ? say('line.and-more', { name, n: lines.length }) : name
}
