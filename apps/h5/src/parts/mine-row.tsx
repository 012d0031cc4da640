import type { ApplicationView } from '@mashang/contract'
import { nameOnInvoice } from '@mashang/invoice'
import { dayOfMonth, timeOf } from '@mashang/scan'
import { useWords } from '../words.ts'
import { yuan } from './amount.tsx'
import { ShopPlate, shopName, TestMark } from './shop-card.tsx'

const states = {
  submitted: 'mine.issuing',
  approved: 'mine.issuing',
  issuing: 'mine.issuing',
  reviewing: 'mine.reviewing',
  blocked: 'mine.stopped',
  refused: 'mine.stopped',
  rejected: 'mine.rejected',
  withdrawn: 'mine.withdrawn',
  issued: undefined,
} as const

/** One application in the list; what is not issued says so. */
export function MineRow({ row }: { row: ApplicationView }) {
  const { say, language } = useWords()
  const { ref, shop, buyer, status, grossFen, invoice } = row
  const { kind, name } = buyer
  const amount = invoice?.grossFen ?? grossFen
  const state = states[status]
  return (
    <li>
      <a class={`row line mine-row ${status}`} href={`/a/${encodeURIComponent(ref)}`}>
        <ShopPlate shop={shop} />
        <span class="row-text">
          <span class="mine-shop">{shopName(shop)}</span>
          <span class="note cut">
            {dayOfMonth(timeOf(row), language)} · {kind === 'individual' ? nameOnInvoice({ kind, name }) : name}
          </span>
          <TestMark shop={shop} />
        </span>
        <span class="mine-amount figures">
          {amount === undefined ? <span class="quiet">{say('mine.noAmount')}</span> : `¥${yuan(amount)}`}
          {state && <span class="mine-state">{say(state)}</span>}
        </span>
      </a>
    </li>
  )
}
