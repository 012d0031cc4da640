import { TickIcon } from '../../parts/icons.tsx'
import { useSay } from '../../preferences.tsx'
import type { CodeFields } from '../code-fields.ts'

export function ReceiptStep() {
  const say = useSay()
  return (
    <>
      <h4>{say('phone.two')}</h4>
      <p>{say('phone.two-hint')}</p>
      <div className="phone-card">
        <Row number={1} label={say('phone.number')} value="A1023-0456" />
        <Row number={2} label={say('phone.paid')} value="¥ 0.00" />
      </div>
    </>
  )
}

export function TitleStep() {
  const say = useSay()
  return (
    <div className="phone-card">
      <div className="phone-kinds">
        <b>{say('phone.kind-enterprise')}</b>
        <span>{say('phone.kind-individual')}</span>
        <span>{say('phone.kind-institution')}</span>
      </div>
      <Row label={say('phone.name')} value={say('phone.name-hint')} />
      <Row label={say('phone.id')} value={say('phone.id-hint')} />
      <Row label={say('phone.email')} value={say('phone.email-hint')} />
    </div>
  )
}

export function DoneStep({ mode }: { mode: CodeFields['mode'] }) {
  const say = useSay()
  return (
    <div className="phone-card phone-done">
      <span className="phone-tick">
        <TickIcon />
      </span>
      <b>{say('phone.submitted')}</b>
      <span>{say(mode === 'title-only' ? 'phone.waiting' : 'phone.issuing')}</span>
      <span>{say('phone.sent')}</span>
      <span>{say('phone.leave')}</span>
    </div>
  )
}

function Row({ number, label, value }: { number?: number; label: string; value: string }) {
  return (
    <div className="phone-row">
      <span>
        {number && <i>{number}</i>}
        {label}
      </span>
      {value}
    </div>
  )
}
