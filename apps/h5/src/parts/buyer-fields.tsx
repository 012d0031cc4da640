import { normaliseTaxpayerId } from '@mashang/invoice'
import {
  chooseKind,
  type Field as FieldName,
  type Form,
  fieldProblem,
  fillTitle,
  kinds,
  type Memory,
  otherKind,
  suggestTitles,
} from '@mashang/scan'
import type { FieldState } from '../use-fields.ts'
import { useWords } from '../words.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'
import { Offer } from './offer.tsx'
import { Registration } from './registration.tsx'
import { TaxpayerIdField } from './taxpayer-id-field.tsx'

type Props = {
  form: Form
  memory: Memory
  stateOf: (field: FieldName) => FieldState
  onChange: (form: Form) => void
}

/** The buyer: kind, title, taxpayer id, and what is optional folded away. */
export function BuyerFields({ form, memory, stateOf, onChange }: Props) {
  const { say } = useWords()
  const individual = form.kind === 'individual'
  const better = otherKind(form)
  const name = stateOf('name')
  const id = stateOf('taxpayerId')
  const offer = better && (
    <Offer action={say('kind.change')} onTake={() => onChange(chooseKind(form, better))}>
      {say(individual ? 'kind.named' : `kind.other.${better}`)}
    </Offer>
  )
  return (
    <div class="card fields">
      <Kinds kind={form.kind} onChoose={(kind) => onChange(chooseKind(form, kind))} />
      <Titles form={form} memory={memory} onChange={onChange} />
      <Field
        id="buyer-name"
        label={say(individual ? 'form.personName' : 'form.name')}
        placeholder={say(nameExamples[form.kind])}
        value={form.name}
        problem={name.said}
        advice={name.advice}
        suffix={individual && !/[（(]个人[）)]\s*$/.test(form.name) ? say('form.personSuffix') : ''}
        wraps
        onInput={name.change}
        onLeave={name.leave}
        input={{ autocomplete: individual ? 'name' : 'organization', spellcheck: false, enterkeyhint: 'next' }}
      />
      {individual ? (
        <>
          {offer}
          <p class="hint">
            <Icon name="info" />
            {say('form.personHint')}
          </p>
        </>
      ) : (
        <>
          <TaxpayerIdField {...id} value={form.taxpayerId} optional={form.kind === 'institution'} />
          {id.said && fieldProblem(form, 'taxpayerId') === 'taxpayer-id.bad-check-digit' && (
            <Offer
              action={say('form.keep')}
              onTake={() => onChange({ ...form, oddId: normaliseTaxpayerId(form.taxpayerId) })}
            >
              {say('form.oddId')}
            </Offer>
          )}
          {offer}
          <Registration form={form} stateOf={stateOf} />
        </>
      )}
    </div>
  )
}

const nameExamples = {
  enterprise: 'form.nameExample',
  individual: 'form.personExample',
  institution: 'form.institutionExample',
} as const

function Kinds({ kind, onChoose }: { kind: Form['kind']; onChoose: (kind: Form['kind']) => void }) {
  const { say } = useWords()
  return (
    <div class="segments" role="radiogroup" aria-label={say('kind.label')}>
      {kinds.map((choice) => (
        <label key={choice} class="segment">
          <input type="radio" name="kind" value={choice} checked={kind === choice} onChange={() => onChoose(choice)} />
          <span>{say(`kind.${choice}`)}</span>
        </label>
      ))}
    </div>
  )
}

/** The title used last while nothing is typed; then those of the person's own that fit. Offered, never forced. */
function Titles({ form, memory, onChange }: Pick<Props, 'form' | 'memory' | 'onChange'>) {
  const { say } = useWords()
  const empty = form.name === '' && form.taxpayerId === ''
  const last = memory.titles.find(({ kind }) => kind === form.kind) ?? memory.titles[0]
  const fitting = form.kind === 'individual' || form.taxpayerId === '' ? suggestTitles(memory.titles, form.name) : []
  return (
    <>
      {(empty && last ? [last] : fitting).map((title) => (
        <Offer
          key={title.kind + title.name}
          label={say(empty ? 'form.lastUsed' : 'form.mine')}
          action={say('form.fillIn')}
          onTake={() => onChange(fillTitle(form, title, memory.email))}
        >
          {title.name}
        </Offer>
      ))}
    </>
  )
}
