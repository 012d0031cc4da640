import { parseTaxpayerId, taxpayerIdProblem } from '@mashang/invoice'
import { Input, Segmented } from 'antd'
import { useState } from 'react'
import { Field } from '../parts/field.tsx'
import { DownIcon, RightIcon, TickIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import { isConfirmedId } from './check-draft.ts'
import { type DraftBuyer, inFours } from './drafts.ts'

type Props = {
  buyer: DraftBuyer
  email: string
  /** The taxpayer id of the application, before anybody corrects it. */
  recordedId: string | undefined
  troubles: Record<string, string>
  onBuyer: (buyer: DraftBuyer) => void
  onEmail: (email: string) => void
}

/** What the consumer wrote, open to correction. */
export function BuyerFields({ buyer, email, recordedId, troubles, onBuyer, onEmail }: Props) {
  const say = useSay()
  const edit = (changes: Partial<DraftBuyer>) => onBuyer({ ...buyer, ...changes })
  return (
    <section className="buyer-fields">
      <h3>{say('buyer.title')}</h3>
      <Field label={say('buyer.kind')} group>
        {(control) => (
          <div {...control}>
            <Segmented
              value={buyer.kind}
              onChange={(kind) => edit({ kind })}
              options={(['enterprise', 'individual', 'institution'] as const).map((value) => ({
                value,
                label: say(`buyer.${value}`),
              }))}
            />
          </div>
        )}
      </Field>
      <Field label={say('buyer.name')} trouble={troubles['buyer.name']}>
        {(control) => (
          <Input
            {...control}
            data-path="buyer.name"
            value={buyer.name}
            onChange={(event) => edit({ name: event.target.value })}
          />
        )}
      </Field>
      {buyer.kind !== 'individual' && (
        <TaxpayerIdField
          buyer={buyer}
          recordedId={recordedId}
          trouble={troubles['buyer.taxpayerId']}
          onChange={(taxpayerId) => edit({ taxpayerId })}
        />
      )}
      <Field label={say('buyer.email')} trouble={troubles['email']}>
        {(control) => (
          <Input
            {...control}
            data-path="email"
            type="email"
            value={email}
            onChange={(event) => onEmail(event.target.value)}
          />
        )}
      </Field>
      {buyer.kind !== 'individual' && <Registration buyer={buyer} troubles={troubles} edit={edit} />}
    </section>
  )
}

type IdProps = {
  buyer: DraftBuyer
  recordedId: string | undefined
  trouble: string | undefined
  onChange: (id: string) => void
}

/** By fours for the eye, once somebody has left the field; what is sent has no gaps. */
function TaxpayerIdField({ buyer, recordedId, trouble, onChange }: IdProps) {
  const say = useSay()
  const id = buyer.taxpayerId
  return (
    <Field label={say('buyer.taxpayer-id')} trouble={trouble}>
      {(control) => (
        <Input
          {...control}
          data-path="buyer.taxpayerId"
          value={id}
          placeholder={buyer.kind === 'institution' ? say('buyer.id-optional') : ''}
          spellCheck={false}
          suffix={<IdVerdict id={id} recorded={recordedId} />}
          onBlur={() => inFours(id) !== id && onChange(inFours(id))}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function IdVerdict({ id, recorded }: { id: string; recorded: string | undefined }) {
  const say = useSay()
  if (!id) return null
  if (parseTaxpayerId(id, 'strict'))
    return (
      <span className="ok small verdict">
        <TickIcon /> {say('buyer.id-right')}
      </span>
    )
  if (isConfirmedId(id, recorded)) return <span className="warn small">{say('buyer.id-confirmed')}</span>
  return <span className="bad small">{say(`id-problem.${taxpayerIdProblem(id) ?? 'bad-character'}`)}</span>
}

type RegistrationProps = {
  buyer: DraftBuyer
  troubles: Record<string, string>
  edit: (changes: Partial<DraftBuyer>) => void
}

/** Rarely needed: opens by itself only when the consumer filled it in. */
function Registration({ buyer, troubles, edit }: RegistrationProps) {
  const say = useSay()
  const fields = ['address', 'phone', 'bank', 'account'] as const
  const [open, setOpen] = useState(fields.some((field) => buyer[field]))
  return (
    <>
      <button type="button" className="plain secondary buyer-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <DownIcon /> : <RightIcon />} {say('buyer.more')}
      </button>
      {open &&
        fields.map((field) => (
          <Field key={field} label={say(`buyer.${field}`)} trouble={troubles[`buyer.${field}`]}>
            {(control) => (
              <Input
                {...control}
                data-path={`buyer.${field}`}
                value={buyer[field]}
                onChange={(event) => edit({ [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
    </>
  )
}
