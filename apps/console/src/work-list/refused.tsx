import type { Application } from '@mashang/contract'
import { type ReactNode, useRef, useState } from 'react'
import { fieldErrors } from '../api.ts'
import { clockTime } from '../format.ts'
import { useKeys } from '../keys/use-keys.ts'
import { Dot } from '../parts/dot.tsx'
import { useCommand } from '../parts/use-command.ts'
import { useOnce } from '../parts/use-once.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { ApplicationFoot } from './application-foot.tsx'
import type { Decision } from './application-panel.tsx'
import { BuyerFields } from './buyer-fields.tsx'
import { buyerTroubles, correctionOf, emailTroubles } from './check-draft.ts'
import { Checks } from './checks.tsx'
import { type Draft, forgetDraft, useDraft } from './drafts.ts'
import { focusFirstTrouble } from './focus-trouble.ts'
import { RecordedLines } from './recorded-lines.tsx'
import { explain } from './refusal-reasons.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { useTroubles } from './use-troubles.ts'

type Props = Decision & { application: Application; head: ReactNode }

/** The channel refused: its words, ours, and the field to correct. */
export function Refused({ application, head, onDecided, onSkip }: Props) {
  const form = useRef<HTMLDivElement>(null)
  const [draft, change] = useDraft(application, [])
  const { retry, isPending, troublesOf, forgive } = useRetry(application, form, onDecided)
  const [rejecting, setRejecting] = useState(false)
  // They cannot be typed here, so that what is wrong with them is said below them.
  const ofLines = Object.entries(troublesOf({})).filter(([path]) => path.startsWith('lines.'))
  useKeys({
    'Ctrl+Enter': () => void retry(draft),
    'Alt+r': () => setRejecting(true),
  })
  return (
    <>
      <div className="application-body" ref={form}>
        {head}
        <RefusedNote application={application} form={form} />
        <div className="application-top">
          <BuyerFields
            buyer={draft.buyer}
            email={draft.email}
            recordedId={application.buyer.taxpayerId}
            troubles={troublesOf(addresseeTroubles(draft))}
            onBuyer={(buyer) => {
              change({ buyer })
              forgive()
            }}
            onEmail={(email) => {
              change({ email })
              forgive()
            }}
          />
          <Checks application={application} buyer={draft.buyer} />
        </div>
        <RecordedLines application={application} />
        {ofLines.map(([path, trouble]) => (
          <p key={path} className="bad" role="alert">
            {trouble}
          </p>
        ))}
      </div>
      <ApplicationFoot
        action="decide.retry"
        isPending={isPending}
        onAct={() => void retry(draft)}
        onReject={() => setRejecting(true)}
        onSkip={onSkip}
      />
      <RejectDialog application={application} open={rejecting} onClose={() => setRejecting(false)} onDone={onDecided} />
    </>
  )
}

function useRetry(application: Application, form: { current: HTMLElement | null }, onDecided: () => void) {
  const say = useSay()
  const { tell } = useTell()
  const { mutateAsync, isPending } = useCommand('POST /api/console/applications/{id}/retry', { showsFields: true })
  const { show, ...troubles } = useTroubles(form)
  const once = useOnce()
  const retry = async (draft: Draft) => {
    if (show(addresseeTroubles(draft)) || !once.begin()) return
    try {
      await mutateAsync({ params: { id: application.id }, body: correctionOf(draft, application) })
    } catch (error) {
      once.allowAgain()
      return troubles.refuse(fieldErrors(error))
    }
    forgetDraft(application.id)
    tell('success', say('decide.retried', { name: draft.buyer.name }))
    onDecided()
  }
  return { retry, isPending, ...troubles }
}

function addresseeTroubles({ buyer, email }: Draft) {
  return { ...buyerTroubles(buyer), ...emailTroubles(email) }
}

function RefusedNote({ application, form }: { application: Application; form: { current: HTMLElement | null } }) {
  const say = useSay()
  const { reason = '', reasonCode, endedAt } = application
  const { words, fields } = explain(reason)
  const field = fields[0]
  return (
    <div className="fail-note" role="status">
      <div>
        <Dot tone="bad">
          <strong>{say('fail.title')}</strong>
        </Dot>
        <span className="tertiary small">
          {[reasonCode, endedAt && clockTime(endedAt)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <p>
        {say('fail.words')}“{reason}”
      </p>
      <p className="secondary">
        {say(words)} {say('fail.safe')}{' '}
        {field && (
          <button type="button" className="link" onClick={() => focusFirstTrouble(form.current, { [field]: reason })}>
            {say(fieldWords[field])}
          </button>
        )}
      </p>
    </div>
  )
}

const fieldWords = {
  'buyer.name': 'fail.to-name',
  'buyer.taxpayerId': 'fail.to-taxpayer-id',
  email: 'fail.to-email',
} as const
