import type { ProblemBody } from '@mashang/contract'
import {
  type Happening,
  heldRef,
  type Journey,
  parseReceipt,
  rememberTitle,
  type Source,
  sourceOf,
  submissionOf,
} from '@mashang/scan'
import { useRef } from 'preact/hooks'
import { call } from '../api.ts'
import { local } from '../device.ts'
import { useDraft } from '../use-draft.ts'
import { goBack, goToApplication } from '../use-history.ts'
import { useWords } from '../words.ts'
import { Confirm } from './confirm.tsx'
import { ReceiptScreen } from './receipt.tsx'
import { TitleScreen } from './title.tsx'

export type Applying = Extract<Journey, { at: 'receipt' | 'form' }>

/** From the scanned code to the submitted application: the receipt where one is needed, the title, the check. */
export function Apply({ journey, happen }: { journey: Applying; happen: (happening: Happening) => void }) {
  const { language } = useWords()
  const { page } = journey
  const { code } = page.source
  const { draft, change, drop } = useDraft(page)
  // Two taps within one frame both see the same journey; only this sees that the first is on its way.
  const busy = useRef(false)

  async function once(send: () => Promise<void>) {
    if (busy.current) return
    busy.current = true
    await send().finally(() => {
      busy.current = false
    })
  }

  function refuse(problem: ProblemBody | 'offline', source: Source) {
    const ref = heldRef(problem)
    if (!ref) return happen({ kind: 'refused', problem, source })
    drop()
    goToApplication(ref)
  }

  const lookUp = () =>
    once(async () => {
      const order = parseReceipt(draft.receipt)
      if (!order) return
      happen({ kind: 'looking-up' })
      const result = await call('POST /api/consumer/codes/{code}/matches', { params: { code }, body: order })
      if (!result.ok) return refuse(result.problem, { kind: 'code', code, order })
      change({ order: result.value })
      happen({ kind: 'found', order: result.value })
    })

  const submit = () =>
    once(async () => {
      if (journey.at !== 'form') return
      happen({ kind: 'confirmed' })
      const source = sourceOf(page, journey.order)
      const { form, submissionKey } = draft
      const body = submissionOf({ source, form, submissionKey, language })
      const result = await call('POST /api/consumer/applications', { body })
      if (!result.ok) return refuse(result.problem, source)
      rememberTitle(local, form)
      drop()
      // The sheet goes on saying that it is submitting until the next page is there.
      goToApplication(result.value.ref)
    })

  if (journey.at === 'receipt')
    return (
      <ReceiptScreen
        journey={journey}
        receipt={draft.receipt}
        onChange={(receipt) => {
          change({ receipt })
          happen({ kind: 'edited' })
        }}
        onNext={lookUp}
      />
    )
  return (
    <>
      <TitleScreen
        journey={journey}
        form={draft.form}
        onChange={(form) => {
          change({ form })
          happen({ kind: 'edited' })
        }}
        onReview={() => happen({ kind: 'reviewed' })}
      />
      {journey.step !== 'filling' && <Confirm journey={journey} form={draft.form} onBack={goBack} onConfirm={submit} />}
    </>
  )
}
