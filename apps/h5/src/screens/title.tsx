import { type Form, type Journey, recallTitles, sentenceOf } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { local } from '../device.ts'
import { OrderAmount } from '../parts/amount.tsx'
import { BottomBar, TroubleLine } from '../parts/bottom-bar.tsx'
import { BuyerFields } from '../parts/buyer-fields.tsx'
import { EmailField } from '../parts/email-field.tsx'
import { Notice } from '../parts/notice.tsx'
import { Privacy } from '../parts/privacy.tsx'
import { ShopCard } from '../parts/shop-card.tsx'
import { ThreeSteps } from '../parts/three-steps.tsx'
import { focusOn, useFields } from '../use-fields.ts'
import { useWords } from '../words.ts'

type Props = {
  journey: Extract<Journey, { at: 'form' }>
  form: Form
  onChange: (form: Form) => void
  onReview: () => void
}

/** Who the invoice is for and where it goes. */
export function TitleScreen({ journey, form, onChange, onReview }: Props) {
  const { say } = useWords()
  const [memory] = useState(() => recallTitles(local))
  const { page, order, trouble } = journey
  const { stateOf, toFix, attempt } = useFields(form, onChange, trouble?.fields ?? {})

  function submit(event: Event) {
    event.preventDefault()
    if (attempt()) onReview()
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      <ShopCard shop={page.shop}>{order ? <OrderAmount order={order} /> : <ThreeSteps />}</ShopCard>
      <Notice page={page} />
      <BuyerFields form={form} memory={memory} stateOf={stateOf} onChange={onChange} />
      <div class="card fields">
        <EmailField {...stateOf('email')} value={form.email} lastUsed={form.name ? memory.email : ''} />
      </div>
      <BottomBar
        said={
          toFix.length > 0 ? (
            <button type="button" class="trouble" onClick={() => focusOn(toFix[0])}>
              <TroubleLine>
                {toFix.length === 1 ? say('form.toFixOne') : say('form.toFix', { n: toFix.length })}
              </TroubleLine>
            </button>
          ) : (
            trouble && journey.step === 'filling' && <TroubleLine>{sentenceOf(trouble, say)}</TroubleLine>
          )
        }
        foot={
          <>
            {say('app.noSignUp')} <Privacy seller={page.shop.sellerName} />
          </>
        }
      >
        <button type="submit" class="button primary">
          {say(order ? 'form.review' : 'form.reviewTitle')}
        </button>
      </BottomBar>
    </form>
  )
}
