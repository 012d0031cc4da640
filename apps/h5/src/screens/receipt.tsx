import { type Journey, type ReceiptField, type ReceiptForm, receiptProblem, sentenceOf } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { BottomBar, TroubleLine } from '../parts/bottom-bar.tsx'
import { telephone } from '../parts/contact.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Notice } from '../parts/notice.tsx'
import { SampleReceipt } from '../parts/sample-receipt.tsx'
import { ShopCard } from '../parts/shop-card.tsx'
import { usePainted } from '../use-painted.ts'
import { useWords } from '../words.ts'

type Props = {
  journey: Extract<Journey, { at: 'receipt' }>
  receipt: ReceiptForm
  onChange: (receipt: ReceiptForm) => void
  onNext: () => void
}

/** Order-match codes: two items from the receipt find the order. */
export function ReceiptScreen({ journey, receipt, onChange, onNext }: Props) {
  const { say } = useWords()
  const [attempted, setAttempted] = useState(false)
  const painted = usePainted()
  const { page, busy, trouble } = journey
  const { shop } = page
  // The pair was not found: which of the two is wrong nobody knows.
  const bad = trouble?.problem === 'receipt-not-matched'
  const problemOf = (field: ReceiptField) => receiptProblem(receipt, field)
  const said = (field: ReceiptField) => {
    const problem = attempted && problemOf(field)
    return problem ? say(`field.${problem}`) : undefined
  }

  function submit(event: Event) {
    event.preventDefault()
    const bad = (['number', 'amount'] as const).find(problemOf)
    setAttempted(true)
    if (bad) document.getElementById(`receipt-${bad}`)?.focus()
    else onNext()
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      <ShopCard shop={shop} />
      <Notice page={page} />
      <header class="heading">
        <h2 class="title">{say('receipt.title')}</h2>
        <p class="lead">{say('receipt.text')}</p>
      </header>
      <div class="card fields">
        <Field
          id="receipt-number"
          label={<Numbered n={1}>{say('receipt.number')}</Numbered>}
          value={receipt.number}
          placeholder={say('receipt.numberExample')}
          problem={said('number')}
          bad={bad}
          verdict={trouble || problemOf('number') ? null : <Icon name="check" class="ok" />}
          onInput={(number) => onChange({ ...receipt, number })}
          input={{ autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, enterkeyhint: 'next' }}
        />
        <Field
          id="receipt-amount"
          label={<Numbered n={2}>{say('receipt.amount')}</Numbered>}
          value={receipt.amount}
          placeholder="0.00"
          prefix="¥"
          problem={said('amount')}
          bad={bad}
          verdict={trouble || problemOf('amount') ? null : <Icon name="check" class="ok" />}
          onInput={(amount) => onChange({ ...receipt, amount })}
          input={{ inputmode: 'decimal', autocomplete: 'off', enterkeyhint: 'go' }}
        />
      </div>
      {painted && <SampleReceipt shop={shop} />}
      <BottomBar
        said={trouble && <TroubleLine>{sentenceOf(trouble, say)}</TroubleLine>}
        foot={
          shop.phone && (
            <>
              {say('receipt.lost')}{' '}
              <a class="link unbroken" href={telephone(shop.phone)}>
                {shop.phone}
              </a>
            </>
          )
        }
      >
        <button type="submit" class="button primary" disabled={busy}>
          {say(busy ? 'receipt.looking' : 'receipt.next')}
        </button>
      </BottomBar>
    </form>
  )
}

function Numbered({ n, children }: { n: number; children: string }) {
  return (
    <>
      <span class="badge" aria-hidden="true">
        {n}
      </span>
      {children}
    </>
  )
}
