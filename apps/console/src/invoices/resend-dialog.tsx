import type { Invoice } from '@mashang/contract'
import { Button, Input, type InputRef, Modal } from 'antd'
import { useRef, useState } from 'react'
import { fieldErrors } from '../api.ts'
import { Key } from '../keys/key.tsx'
import { useModalKeys } from '../keys/use-keys.ts'
import { Field } from '../parts/field.tsx'
import { useCommand } from '../parts/use-command.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { emailTroubles } from '../work-list/check-draft.ts'

type Props = { invoice: Invoice; open: boolean; onClose: () => void }

/** 重发, to the last address or another one. */
export function ResendDialog({ invoice, open, onClose }: Props) {
  const say = useSay()
  const { tell } = useTell()
  const [email, setEmail] = useState(lastAddress(invoice))
  const [trouble, setTrouble] = useState<string>()
  const input = useRef<InputRef>(null)
  const { mutateAsync, isPending } = useCommand('POST /api/console/invoices/{id}/deliveries', { showsFields: true })

  const send = async () => {
    const wrong = emailTroubles(email)['email']
    setTrouble(wrong && say(wrong))
    if (wrong || isPending) return
    try {
      await mutateAsync({ params: { id: invoice.id }, body: { email: email.trim() } })
    } catch (error) {
      return setTrouble(fieldErrors(error)['email'])
    }
    tell('success', say('inv.resend-done', { email: email.trim() }))
    onClose()
  }
  useModalKeys(open, { 'Ctrl+Enter': () => void send() })
  return (
    <Modal
      title={say('inv.resend-title')}
      open={open}
      onCancel={onClose}
      width={480}
      centered
      afterOpenChange={(opened) => opened && input.current?.focus({ cursor: 'all' })}
      footer={
        <>
          <Button onClick={onClose}>{say('do.cancel')}</Button>
          <Button type="primary" loading={isPending} onClick={() => void send()}>
            {say('inv.resend')} <Key>Enter</Key>
          </Button>
        </>
      }
    >
      <p className="secondary resend-hint">{say('inv.resend-hint')}</p>
      <Field label={say('inv.resend-to')} trouble={trouble}>
        {(control) => (
          <Input
            {...control}
            ref={input}
            inputMode="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            onPressEnter={() => void send()}
          />
        )}
      </Field>
    </Modal>
  )
}

function lastAddress({ deliveries }: Invoice): string {
  return deliveries.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0]?.address ?? ''
}
