import type { OrderSummary } from '@mashang/contract'
import { fen, formatYuan } from '@mashang/invoice'
import { dayAndTime } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

export const yuan = (grossFen: number) => formatYuan(fen(grossFen))

/** The amount of an order, with its lines folded away. */
export function OrderAmount({ order }: { order: OrderSummary }) {
  const { say, language } = useWords()
  const [open, setOpen] = useState(false)
  const { number, paidAt, lines, grossFen } = order
  return (
    <div class="order">
      <p class="label">{say('amount.label')}</p>
      <div class="order-amount">
        <p class="amount">
          <small>¥</small> {yuan(grossFen)}
        </p>
        {lines.length > 0 && (
          <button
            type="button"
            class="link fold"
            aria-expanded={open}
            aria-controls="lines"
            onClick={() => setOpen(!open)}
          >
            {say('amount.details')}
            <Icon name="down" />
          </button>
        )}
      </div>
      <ul class="lines" id="lines" hidden={!open}>
        {lines.map(({ name, quantity, grossFen }, index) => (
          <li key={`${index} ${name}`}>
            <span>
              {name}
              {quantity && <span class="quiet"> ×{quantity}</span>}
            </span>
            <span class="figures">{yuan(grossFen)}</span>
          </li>
        ))}
      </ul>
      <p class="pair">
        <span>{say('amount.receipt', { number })}</span>
        <span>{dayAndTime(paidAt, language, Date.now())}</span>
      </p>
      <p class="pair">
        <span>
          {lines.length === 1 ? lines[0]?.name : lines.length > 1 && say('amount.items', { n: lines.length })}
        </span>
        <span>{say('amount.general')}</span>
      </p>
    </div>
  )
}
