import type { Item } from '@mashang/contract'
import { amountInWords } from '@mashang/invoice'
import { yuan } from '../format.ts'
import { useSay } from '../preferences.tsx'
import { computeLine, type DraftLine, totalsOf } from './draft-lines.ts'

/** Net, tax, gross and 大写 of what is typed so far. */
export function Totals({ lines, items }: { lines: readonly DraftLine[]; items: readonly Item[] }) {
  const say = useSay()
  const sums = totalsOf(lines.map((line) => computeLine(line, items)))
  if (!sums) return <p className="bad">{say('line.total-too-large')}</p>
  return (
    <TotalsList
      net={sums.net}
      tax={sums.tax}
      gross={sums.gross}
      words={sums.gross > 0 ? amountInWords(sums.gross) : ''}
    />
  )
}

type Sums = { net: number; tax: number; gross: number; words: string }

export function TotalsList({ net, tax, gross, words }: Sums) {
  const say = useSay()
  return (
    <dl className="totals">
      <dt>{say('line.net')}</dt>
      <dd>{yuan(net)}</dd>
      <dt>{say('line.tax')}</dt>
      <dd>{yuan(tax)}</dd>
      <dt>{say('line.total')}</dt>
      <dd className="totals-gross" aria-live="polite">
        {yuan(gross)}
      </dd>
      <dd className="totals-words tertiary" lang="zh-CN">
        {words}
      </dd>
    </dl>
  )
}
