import { isEmail, normaliseEmail, suggestEmail } from '@mashang/scan'
import { useState } from 'preact/hooks'
import type { FieldState } from '../use-fields.ts'
import { useWords, type Words } from '../words.ts'
import { Field } from './field.tsx'
import { Offer } from './offer.tsx'

type Props = FieldState & { value: string; lastUsed?: string; label?: string; placeholder?: string; id?: string }

/** The address the invoice goes to. A likely slip is a warning with a remedy of one tap; only what cannot be an address is an error. */
export function EmailField({
  value,
  lastUsed = '',
  said,
  change,
  leave,
  label,
  placeholder,
  id = 'buyer-email',
}: Props) {
  const { say } = useWords()
  const [typing, setTyping] = useState(false)
  const meant = typing ? undefined : suggestEmail(value)
  const odd = meant && isEmail(normaliseEmail(value))
  const at = meant ? meant.lastIndexOf('@') + 1 : 0
  return (
    <>
      <Field
        id={id}
        label={label ?? say('form.email')}
        placeholder={placeholder ?? say('form.emailExample')}
        value={value}
        problem={problemOf(say, said, odd ? undefined : meant)}
        advice={odd ? say('form.didYouMean') : undefined}
        onInput={(text) => {
          setTyping(true)
          change(text)
        }}
        onLeave={() => {
          setTyping(false)
          leave()
        }}
        input={{
          inputmode: 'email',
          autocomplete: 'email',
          autocapitalize: 'none',
          spellcheck: false,
          enterkeyhint: 'done',
        }}
      />
      {meant && (
        <Offer action={say('form.useIt')} onTake={() => change(meant)}>
          {meant.slice(0, at)}
          <b>{meant.slice(at)}</b>
        </Offer>
      )}
      {value === '' && lastUsed && (
        <Offer label={say('form.lastUsed')} action={say('form.fillIn')} onTake={() => change(lastUsed)}>
          {lastUsed}
        </Offer>
      )}
    </>
  )
}

function problemOf(say: Words['say'], said: string | undefined, meant: string | undefined): string | undefined {
  return said && meant ? say('form.incomplete') : said
}
