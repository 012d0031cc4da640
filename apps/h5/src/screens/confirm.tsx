import { nameOnInvoice } from '@mashang/invoice'
import { type Form, type Journey, sentenceOf, tidyForm } from '@mashang/scan'
import { yuan } from '../parts/amount.tsx'
import { TroubleLine } from '../parts/bottom-bar.tsx'
import { Grouped } from '../parts/grouped.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { useWords } from '../words.ts'

type Props = {
  journey: Extract<Journey, { at: 'form' }>
  form: Form
  onBack: () => void
  onConfirm: () => void
}

/** The last look: title and id first, the e-mail unmasked because this is the last chance to see a slip in it. */
export function Confirm({ journey, form, onBack, onConfirm }: Props) {
  const { say } = useWords()
  const { page, order, step, trouble } = journey
  const { kind, name, taxpayerId, email } = tidyForm(form)
  const busy = step === 'submitting'
  return (
    <Sheet title={say('confirm.title')} onClose={() => !busy && onBack()}>
      <p class="label">{say('form.name')}</p>
      <p class="confirm-name">{kind === 'individual' ? nameOnInvoice({ kind, name }) : name}</p>
      {taxpayerId && (
        <p class="confirm-id">
          <Grouped text={taxpayerId} />
        </p>
      )}
      <dl class="facts line">
        <dt>{say('confirm.amount')}</dt>
        <dd>{order ? <b class="figures">¥{yuan(order.grossFen)}</b> : say('confirm.byStaff')}</dd>
        <dt>{say('confirm.invoice')}</dt>
        <dd>{say('amount.general')}</dd>
        <dt>{say('confirm.seller')}</dt>
        <dd>{page.shop.sellerName}</dd>
        <dt>{say('confirm.email')}</dt>
        <dd class="breaks">{email}</dd>
      </dl>
      <div role="alert">
        {trouble ? (
          <TroubleLine>{sentenceOf(trouble, say)}</TroubleLine>
        ) : (
          <p class="note">{say(order ? 'confirm.noteIssue' : 'confirm.noteSubmit')}</p>
        )}
      </div>
      <div class="actions">
        <button type="button" class="button secondary" disabled={busy} onClick={onBack}>
          {say('confirm.back')}
        </button>
        <button type="button" class="button primary" disabled={busy} onClick={onConfirm}>
          {say(busy ? 'confirm.submitting' : order ? 'confirm.issue' : 'confirm.submit')}
        </button>
      </div>
    </Sheet>
  )
}
