import type { Invoice } from '@mashang/contract'
import { fen, formatYuan } from '@mashang/invoice'
import { taxationText } from '../format.ts'
import { type Column, Grid } from '../list/grid.tsx'
import { useSay } from '../preferences.tsx'

/** What was sold, as text; the sums stand with the facts. */
export function InvoiceLines({ lines }: Pick<Invoice, 'lines'>) {
  const say = useSay()
  const columns: Column<Invoice['lines'][number]>[] = [
    {
      key: 'item',
      title: say('line.item'),
      phone: 'title',
      render: ({ name, specification }) => [name, specification].filter(Boolean).join(' '),
    },
    {
      key: 'quantity',
      title: say('line.quantity'),
      width: 96,
      right: true,
      render: ({ quantity, unit }) => [quantity, unit].filter(Boolean).join(' ') || '—',
    },
    { key: 'taxation', title: say('line.taxation'), width: 96, render: (line) => taxationText(say, line.taxation) },
    {
      key: 'grossFen',
      title: say('line.gross'),
      width: 112,
      right: true,
      render: ({ grossFen }) => formatYuan(fen(grossFen)),
    },
  ]
  return <Grid label={say('line.title')} rows={lines} keyOf={(line) => String(lines.indexOf(line))} columns={columns} />
}
