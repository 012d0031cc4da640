import { groupTaxpayerId, normaliseTaxpayerId, parseTaxpayerId } from '@mashang/invoice'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { FieldState } from '../use-fields.ts'
import { useWords } from '../words.ts'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

type Props = FieldState & { value: string; optional: boolean }

/** The taxpayer id, in groups of four as it is typed, with a verdict as soon as there is one. */
export function TaxpayerIdField({ value, optional, said, change, leave }: Props) {
  const { say } = useWords()
  const input = useRef<HTMLInputElement>(null)
  /** How many characters, blanks aside, stand before the cursor. */
  const cursor = useRef<number | undefined>(undefined)
  // An input method writes letters before it commits them; touching the value then would eat them.
  const [composing, setComposing] = useState(false)
  const shown = composing ? value : groupTaxpayerId(value).join(' ')

  useLayoutEffect(() => {
    if (cursor.current === undefined || composing) return
    const place = placeOf(cursor.current, shown)
    cursor.current = undefined
    input.current?.setSelectionRange(place, place)
  })

  function take(text: string) {
    cursor.current = normaliseTaxpayerId(text.slice(0, input.current?.selectionStart ?? text.length)).length
    change(composing ? text : normaliseTaxpayerId(text))
  }

  return (
    <Field
      id="buyer-taxpayerId"
      label={say('form.taxpayerId')}
      placeholder={say(optional ? 'form.optionalExample' : 'form.taxpayerIdExample')}
      value={shown}
      problem={said}
      verdict={<Verdict id={value} />}
      onInput={take}
      onLeave={leave}
      inputRef={input}
      input={{
        autocomplete: 'off',
        autocapitalize: 'characters',
        spellcheck: false,
        enterkeyhint: 'next',
        onCompositionStart: () => setComposing(true),
        onCompositionEnd: (event) => {
          setComposing(false)
          change(normaliseTaxpayerId(event.currentTarget.value))
        },
      }}
    />
  )
}

/** Only the digits are known to be right, so that is all it says. */
function Verdict({ id }: { id: string }) {
  const { say } = useWords()
  if (!parseTaxpayerId(id, 'strict')) return null
  return (
    <span class="ok">
      <Icon name="check" />
      {say('form.validId')}
    </span>
  )
}

/** Behind the nth character of the grouped text. */
function placeOf(characters: number, grouped: string): number {
  let place = 0
  for (let passed = 0; passed < characters && place < grouped.length; place++) if (grouped[place] !== ' ') passed++
  return place
}
