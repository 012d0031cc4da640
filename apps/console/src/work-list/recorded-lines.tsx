import type { Application } from '@mashang/contract'
import { amountInWords, fen, formatYuan, sum } from '@mashang/invoice'
import { taxationText } from '../format.ts'
import { type Column, Grid } from '../list/grid.tsx'
import { useSay } from '../preferences.tsx'
import { TotalsList } from './totals.tsx'

type Line = Application['lines'][number]

type AmountKey = 'grossFen' | 'netFen' | 'taxFen'

/** The lines as they were approved; nothing to type. */
export function RecordedLines({ application }: { application: Pick<Application, 'lines' | 'remark'> }) {
  const say = useSay()
  const columns = useLineColumns()
  const { lines, remark } = application
  if (lines.length === 0) return null
  const total = (key: AmountKey) => sum(lines.map((line) => fen(line[key])))
  return (
    <section className="lines" aria-label={say('line.title')}>
      <div className="lines-head">
        <h3>{say('line.title')}</h3>
      </div>
      <Grid label={say('line.title')} rows={lines} keyOf={(line) => String(lines.indexOf(line))} columns={columns} />
      <div className="lines-foot">
        <p className="remark">
          {remark && (
            <>
              <span className="tertiary">{say('line.remark')}</span> {remark}
            </>
          )}
        </p>
        <TotalsList
          net={total('netFen')}
          tax={total('taxFen')}
          gross={total('grossFen')}
          words={amountInWords(total('grossFen'))}
        />
      </div>
    </section>
  )
}

function useLineColumns(): Column<Line>[] {
  const say = useSay()
  const text = (key: 'specification' | 'unit', width: number): Column<Line> => ({
    key,
    title: say(`line.${key}`),
    width,
    render: (line) => line[key] ?? '—',
  })
  const number = (key: 'quantity' | 'unitPrice', title: string, width: number): Column<Line> => ({
    key,
    title,
    width,
    right: true,
    render: (line) => line[key] ?? '—',
  })
  const amount = (key: AmountKey, title: string, width: number): Column<Line> => ({
    key,
    title,
    width,
    right: true,
    render: (line) => formatYuan(fen(line[key])),
  })
  return [
    { key: 'item', title: say('line.item'), phone: 'title', render: (line) => line.name },
    text('specification', 88),
    text('unit', 56),
    number('quantity', say('line.quantity'), 64),
    number('unitPrice', say('line.unit-price'), 96),
    amount('grossFen', say('line.gross'), 100),
    {
      key: 'taxation',
      title: say('line.taxation'),
      width: 80,
      render: (line) => taxationText(say, line.taxation),
    },
    amount('netFen', say('line.net'), 88),
    amount('taxFen', say('line.tax'), 76),
  ]
}
