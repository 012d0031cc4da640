import { isEmail, normaliseEmail, sentenceOf, type Trouble, troubleOf } from '@mashang/scan'
import type { Result } from '@mashang/sdk'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useWords } from '../words.ts'
import { TroubleLine } from './bottom-bar.tsx'
import { EmailField } from './email-field.tsx'

type Props<T> = {
  id: string
  label: string
  placeholder: string
  filled?: string
  send: (email: string) => Promise<Result<T>>
  onSent: (value: T, email: string) => void
  /** Where the field, what is said, and the busy flag go. */
  children: (field: ComponentChildren, said: ComponentChildren, busy: boolean) => ComponentChildren
}

/** One address and a button: to send the invoice again, or a link to its holder. */
export function AddressForm<T>({ id, label, placeholder, filled = '', send, onSent, children }: Props<T>) {
  const { say } = useWords()
  const [text, setText] = useState(filled)
  const [attempted, setAttempted] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const email = normaliseEmail(text)

  async function submit(event: Event) {
    event.preventDefault()
    setAttempted(true)
    if (!isEmail(email) || busy) return
    setBusy(true)
    const result = await send(email)
    setBusy(false)
    if (result.ok) onSent(result.value, email)
    else setTrouble(troubleOf(result.problem))
  }

  const field = (
    <EmailField
      id={id}
      label={label}
      placeholder={placeholder}
      value={text}
      said={attempted && !isEmail(email) ? say(email ? 'field.email' : 'field.email.missing') : undefined}
      change={setText}
      leave={() => setText(email)}
    />
  )
  return (
    <form class="stack" noValidate onSubmit={submit}>
      {children(field, trouble && <TroubleLine>{sentenceOf(trouble, say)}</TroubleLine>, busy)}
    </form>
  )
}
