import type { Application } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { type Ref, useRef, useState } from 'react'
import { reading } from '../api.ts'
import { Key } from '../keys/key.tsx'
import { useModalKeys } from '../keys/use-keys.ts'
import { useCommand } from '../parts/use-command.ts'
import { useOnce } from '../parts/use-once.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { forgetDraft } from './drafts.ts'

const reasons = ['id-mismatch', 'not-found', 'amount', 'already', 'other'] as const
type Reason = (typeof reasons)[number]
const LONGEST = 120

type Props = { application: Application; open: boolean; onClose: () => void; onDone: () => void }

/** 驳回: the reason is written to the consumer, who reads it at once. */
export function RejectDialog({ application, open, onClose, onDone }: Props) {
  const say = useSay()
  const [chosen, setChosen] = useState<Reason>()
  const [text, setText] = useState('')
  const field = useRef<TextAreaRef>(null)
  const reasonList = useRef<HTMLFieldSetElement>(null)
  const { reject, isPending, isMissing, forgive } = useReject(application, () => {
    onClose()
    onDone()
  })
  const choose = (reason: Reason) => {
    setChosen(reason)
    forgive()
    setText(reason === 'other' ? '' : say(`reject.${reason}.text`))
    field.current?.focus({ cursor: 'end' })
  }
  useModalKeys(open, {
    'Ctrl+Enter': () => reject(text),
    ...Object.fromEntries(reasons.map((reason, index) => [String(index + 1), () => choose(reason)])),
  })

  return (
    <Modal
      title={say('reject.title')}
      open={open}
      onCancel={onClose}
      width={600}
      centered
      afterOpenChange={(opened) => opened && reasonList.current?.querySelector('button')?.focus()}
      footer={
        <>
          <Button onClick={onClose}>{say('do.back')}</Button>
          <Button type="primary" danger loading={isPending} onClick={() => reject(text)}>
            {say('decide.reject')} <Key>Ctrl Enter</Key>
          </Button>
        </>
      }
    >
      <p className="secondary">{say('reject.lead')}</p>
      <Reasons ref={reasonList} chosen={chosen} onChoose={choose} />
      <Input.TextArea
        ref={field}
        rows={3}
        maxLength={LONGEST}
        showCount
        aria-label={say('reject.text')}
        status={isMissing ? 'error' : ''}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="reject-note tertiary small">
        {isMissing ? <span className="bad">{say('reject.need')}</span> : <StorePhone application={application} />}
      </div>
    </Modal>
  )
}

function useReject(application: Application, onDone: () => void) {
  const say = useSay()
  const { tell } = useTell()
  const [isMissing, setMissing] = useState(false)
  const once = useOnce()
  const { mutateAsync, isPending } = useCommand('POST /api/console/applications/{id}/rejection')
  const send = async (text: string) => {
    const reason = text.trim().replace(/\s*\n\s*/g, ' ')
    if (!reason) return setMissing(true)
    if (!once.begin()) return
    await mutateAsync({ params: { id: application.id }, body: { reason } })
    forgetDraft(application.id)
    tell('success', say('decide.rejected', { name: application.buyer.name }))
    onDone()
  }
  return {
    // What went wrong is said by the command itself.
    reject: (text: string) => void send(text).catch(once.allowAgain),
    isPending,
    isMissing,
    forgive: () => setMissing(false),
  }
}

type ReasonsProps = {
  ref: Ref<HTMLFieldSetElement>
  chosen: Reason | undefined
  onChoose: (reason: Reason) => void
}

function Reasons({ ref, chosen, onChoose }: ReasonsProps) {
  const say = useSay()
  return (
    <fieldset className="reasons" aria-label={say('reject.reasons')} ref={ref}>
      {reasons.map((reason, index) => (
        <button
          key={reason}
          type="button"
          className="reason"
          aria-pressed={reason === chosen}
          onClick={() => onChoose(reason)}
        >
          <span className="tertiary">{index + 1}</span> {say(`reject.${reason}`)}
        </button>
      ))}
    </fieldset>
  )
}

function StorePhone({ application }: { application: Application }) {
  const say = useSay()
  const { data } = useQuery({ ...reading('GET /api/console/organizations', {}), staleTime: 60_000 })
  const phone = data?.rows.find((row) => row.id === application.organization.id)?.phone
  return phone && say('reject.phone', { phone })
}
