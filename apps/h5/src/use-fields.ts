import {
  dropsFromName,
  type Field as FieldName,
  type Form,
  fieldProblem,
  fieldsOf,
  formProblems,
  problemWhileTyping,
  tidy,
} from '@mashang/scan'
import { useState } from 'preact/hooks'
import { useWords } from './words.ts'

/** What each field of the form shows and does. */
export type FieldState = {
  said?: string | undefined
  advice?: string | undefined
  change: (text: string) => void
  leave: () => void
}

/** Which sentences are shown: of a field that was left, of all after an attempt, and the server's until it is edited. */
export function useFields(form: Form, onChange: (form: Form) => void, refused: Partial<Record<FieldName, string>>) {
  const { say } = useWords()
  const [attempted, setAttempted] = useState(false)
  const [dropped, setDropped] = useState(false)
  const [left, setLeft] = useState<readonly FieldName[]>([])

  const saidOf = (field: FieldName) => {
    const problem = attempted || left.includes(field) ? fieldProblem(form, field) : problemWhileTyping(form, field)
    return problem ? say(`field.${problem}`) : refused[field]
  }
  const stateOf = (field: FieldName): FieldState => ({
    said: saidOf(field),
    advice: field === 'name' && dropped ? say('field.dropped') : undefined,
    change(text) {
      if (field === 'name') setDropped(false)
      onChange({ ...form, [field]: text })
    },
    leave() {
      const text = tidy(field, form[field])
      if (field === 'name' && dropsFromName(form.name)) setDropped(true)
      if (text && !left.includes(field)) setLeft([...left, field])
      // Shown as it will be submitted: brackets, blanks and widths change before the eyes of who typed them.
      if (text !== form[field]) onChange({ ...form, [field]: text })
    },
  })
  const bad = () => fieldsOf(form.kind).filter((field) => formProblems(form)[field] || refused[field])

  return {
    stateOf,
    toFix: attempted || Object.keys(refused).length > 0 ? bad() : [],
    attempt() {
      const [first] = fieldsOf(form.kind).filter((field) => formProblems(form)[field])
      setAttempted(first !== undefined)
      // After the render that may have unfolded it.
      if (first) setTimeout(() => focusOn(first))
      return first === undefined
    },
  }
}

export function focusOn(field: FieldName | undefined): void {
  const element = document.getElementById(`buyer-${field}`)
  element?.focus()
  element?.scrollIntoView({ block: 'center' })
}
