import type { Application, Item } from '@mashang/contract'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { fieldErrors } from '../api.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useCommand } from '../parts/use-command.ts'
import { useOnce } from '../parts/use-once.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { ApplicationFoot } from './application-foot.tsx'
import type { Decision } from './application-panel.tsx'
import { BuyerFields } from './buyer-fields.tsx'
import { approvalOf, troublesIn } from './check-draft.ts'
import { Checks } from './checks.tsx'
import { linesFrom } from './draft-lines.ts'
import { type Draft, forgetDraft, keepLastLines, lastLines, useDraft } from './drafts.ts'
import { LineEditor } from './line-editor.tsx'
import { RecentInvoices } from './recent-invoices.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { RemarkField } from './remark-field.tsx'
import { Totals } from './totals.tsx'
import { useTroubles } from './use-troubles.ts'

/** Nobody has read an application this fast: the key was meant for the one before. */
const TOO_SOON_MS = 500

type Props = Decision & { application: Application; items: Item[]; head: ReactNode }

/** The staff fill in what was bought, and decide. */
export function Review({ application, items, head, onDecided, onSkip }: Props) {
  const form = useRef<HTMLDivElement>(null)
  const [draft, change] = useDraft(application, items)
  const { approve, isPending, troublesOf, forgive } = useApprove(application, items, form, onDecided)
  const troubles = troublesOf(troublesIn(draft, items))
  const [rejecting, setRejecting] = useState(false)
  const earlier = lastLines() ?? (application.recent[0] && linesFrom(application.recent[0].lines, items))
  const edit = (changes: Partial<Draft>) => {
    change(changes)
    forgive()
  }
  const openedAt = useRef(Date.now())
  useKeys({
    'Ctrl+Enter': () => {
      if (Date.now() - openedAt.current > TOO_SOON_MS) void approve(draft)
    },
    'Alt+r': () => setRejecting(true),
    'Alt+l': () => earlier && edit({ lines: earlier }),
  })
  useAmountFocus(form)

  return (
    <>
      <div className="application-body" ref={form}>
        {head}
        <div className="application-top">
          <BuyerFields
            buyer={draft.buyer}
            email={draft.email}
            recordedId={application.buyer.taxpayerId}
            troubles={troubles}
            onBuyer={(buyer) => edit({ buyer })}
            onEmail={(email) => edit({ email })}
          />
          <Checks application={application} buyer={draft.buyer} />
        </div>
        <LineEditor
          lines={draft.lines}
          items={items}
          troubles={troubles}
          onChange={(lines) => edit({ lines })}
          onCopyLast={earlier && (() => edit({ lines: earlier }))}
        >
          <RemarkField remark={draft.remark} trouble={troubles['remark']} onChange={(remark) => edit({ remark })} />
          <Totals lines={draft.lines} items={items} />
        </LineEditor>
        <RecentInvoices recent={application.recent} onUse={(lines) => edit({ lines: linesFrom(lines, items) })} />
      </div>
      <ApplicationFoot
        action="decide.approve"
        hint="decide.next-opens"
        isPending={isPending}
        onAct={() => void approve(draft)}
        onReject={() => setRejecting(true)}
        onSkip={onSkip}
      />
      <RejectDialog application={application} open={rejecting} onClose={() => setRejecting(false)} onDone={onDecided} />
    </>
  )
}

/** The amount is the one thing left to type; on a touch screen the focus would only open the keyboard. */
function useAmountFocus(form: { current: HTMLElement | null }): void {
  useEffect(() => {
    if (!matchMedia('(hover: hover)').matches) return
    form.current?.querySelector<HTMLInputElement>('[data-path="lines.0.grossFen"]')?.focus()
  }, [form])
}

function useApprove(
  application: Application,
  items: Item[],
  form: { current: HTMLElement | null },
  onDecided: () => void,
) {
  const say = useSay()
  const { tell } = useTell()
  const { mutateAsync, isPending } = useCommand('POST /api/console/applications/{id}/approval', { showsFields: true })
  const { show, ...troubles } = useTroubles(form)
  const once = useOnce()
  const approve = async (draft: Draft) => {
    const n = show(troublesIn(draft, items))
    if (n) return tell('warning', say('decide.fix', { n }))
    if (!once.begin()) return
    try {
      await mutateAsync({ params: { id: application.id }, body: approvalOf(draft, application) })
    } catch (error) {
      once.allowAgain()
      return troubles.refuse(fieldErrors(error))
    }
    keepLastLines(draft.lines)
    forgetDraft(application.id)
    tell('success', say('decide.approved', { name: draft.buyer.name }))
    onDecided()
  }
  return { approve, isPending, ...troubles }
}
