import { type Field as FieldName, type Form, registrationFields } from '@mashang/scan'
import type { InputHTMLAttributes } from 'preact'
import { useState } from 'preact/hooks'
import type { FieldState } from '../use-fields.ts'
import { useWords } from '../words.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

const inputs: Record<(typeof registrationFields)[number], InputHTMLAttributes<HTMLInputElement>> = {
  address: { autocomplete: 'street-address' },
  phone: { autocomplete: 'tel', inputmode: 'tel' },
  bank: { autocomplete: 'off' },
  account: { autocomplete: 'off', inputmode: 'numeric' },
}

/** Address, phone, bank and account: folded away until somebody needs them or one of them is wrong. */
export function Registration({ form, stateOf }: { form: Form; stateOf: (field: FieldName) => FieldState }) {
  const { say } = useWords()
  const [unfolded, setUnfolded] = useState(false)
  const filled = registrationFields.filter((field) => form[field].trim() !== '').length
  const open = unfolded || registrationFields.some((field) => stateOf(field).said)
  return (
    <>
      <button
        type="button"
        class="row fold line"
        aria-expanded={open}
        aria-controls="registration"
        onClick={() => setUnfolded(!open)}
      >
        <span class="row-text quiet">{say('form.registration')}</span>
        <span class="quiet">{filled > 0 ? say('form.filled', { n: filled }) : say('form.optional')}</span>
        <Icon name="down" />
      </button>
      <div id="registration" hidden={!open} class="fields-inside">
        {open &&
          registrationFields.map((field) => {
            const { said, change, leave } = stateOf(field)
            return (
              <Field
                key={field}
                id={`buyer-${field}`}
                label={say(`registration.${field}`)}
                value={form[field]}
                problem={said}
                wraps={field === 'address'}
                onInput={change}
                onLeave={leave}
                input={{ ...inputs[field], enterkeyhint: 'next' }}
              />
            )
          })}
      </div>
    </>
  )
}
