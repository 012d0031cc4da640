import {
  type BuyerKind,
  buyerNameProblem,
  guessBuyerKind,
  normaliseBuyerName,
  normaliseTaxpayerId,
  parseCreditCode,
  taxpayerIdProblem,
  toHalfWidth,
} from '@mashang/invoice'
import { isEmail, normaliseEmail } from './email.ts'

/** The buyer's optional lines. Their limits are the contract's; a test compares. */
export const registrationLimits = { address: 80, phone: 20, bank: 60, account: 40 } as const

export type Registration = keyof typeof registrationLimits
export type Field = 'name' | 'taxpayerId' | Registration | 'email'

/** What stands in the form, as typed. Fields of another kind of buyer keep their text, so switching loses nothing. */
export type Form = { kind: BuyerKind } & Record<Field, string>

export const kinds = ['enterprise', 'individual', 'institution'] as const satisfies readonly BuyerKind[]
export const registrationFields = Object.keys(registrationLimits) as Registration[]

export const emptyForm: Form = {
  kind: 'enterprise',
  name: '',
  taxpayerId: '',
  address: '',
  phone: '',
  bank: '',
  account: '',
  email: '',
}

/** The fields this kind of buyer is asked for, in the order of the page. */
export function fieldsOf(kind: BuyerKind): Field[] {
  return kind === 'individual' ? ['name', 'email'] : ['name', 'taxpayerId', ...registrationFields, 'email']
}

/** The text as it will be submitted; shown when the person leaves the field, so that nothing changes unseen. */
export function tidy(field: Field, text: string): string {
  switch (field) {
    case 'name':
      return normaliseBuyerName(text)
    case 'taxpayerId':
      return normaliseTaxpayerId(text)
    case 'email':
      return normaliseEmail(text)
    case 'phone':
    case 'account':
      return oneLine(toHalfWidth(text))
    default:
      return oneLine(text)
  }
}

/** Whether tidying a name took out something that could be seen, such as an emoji; brackets and blanks only change. */
export function dropsFromName(text: string): boolean {
  const seen = (name: string) => [...name.normalize('NFC').replace(/[\s\p{Cc}\p{Cf}]/gu, '')].length
  return seen(text) !== seen(normaliseBuyerName(text))
}

/** The whole form as it will be submitted: what this kind of buyer is not asked for is empty. */
export function tidyForm(form: Form): Form {
  const tidied = { ...emptyForm, kind: form.kind }
  for (const field of fieldsOf(form.kind)) tidied[field] = tidy(field, form[field])
  return tidied
}

/** Keys of the server's sentences (`contract/sentences.ts`), and the two that only a form needs. */
export type FieldProblem =
  | `buyer-name.${NonNullable<ReturnType<typeof buyerNameProblem>>}`
  | `taxpayer-id.${NonNullable<ReturnType<typeof taxpayerIdProblem>>}`
  | 'taxpayer-id.missing'
  | 'text.too-long'
  | 'email'
  | 'email.missing'

export function fieldProblem(form: Form, field: Field): FieldProblem | undefined {
  const text = tidy(field, form[field])
  switch (field) {
    case 'name': {
      const problem = buyerNameProblem(form.kind, text)
      return problem && `buyer-name.${problem}`
    }
    case 'taxpayerId': {
      if (text === '') return form.kind === 'enterprise' ? 'taxpayer-id.missing' : undefined
      const problem = taxpayerIdProblem(text)
      return problem && `taxpayer-id.${problem}`
    }
    case 'email':
      return text === '' ? 'email.missing' : isEmail(text) ? undefined : 'email'
    default:
      return [...text].length > registrationLimits[field] ? 'text.too-long' : undefined
  }
}

/**
 * What can be said of a field while it is being typed: only what more typing cannot cure.
 * The rest waits until the person leaves it.
 */
export function problemWhileTyping(form: Form, field: Field): FieldProblem | undefined {
  // An empty form is shown without compiling the rules for names first.
  if (form[field] === '') return undefined
  const problem = fieldProblem(form, field)
  const waits =
    /\.(missing|empty|too-short)$|^email$/.test(problem ?? '') ||
    (field === 'name' && problem === 'buyer-name.not-a-name')
  return waits ? undefined : problem
}

/** Every field that keeps the form from being submitted, in the order of the page. */
export function formProblems(form: Form): Partial<Record<Field, FieldProblem>> {
  const problems: Partial<Record<Field, FieldProblem>> = {}
  for (const field of fieldsOf(form.kind)) {
    const problem = fieldProblem(form, field)
    if (problem) problems[field] = problem
  }
  return problems
}

/** The kind a credit code belongs to, when the form says another; only a hint, never forced. */
export function otherKind(form: Form): BuyerKind | undefined {
  const code = form.kind === 'individual' ? undefined : parseCreditCode(form.taxpayerId)
  const kind = code && guessBuyerKind(code)
  return kind === form.kind ? undefined : kind
}

function oneLine(text: string): string {
  // Pasted line breaks and tabs come between words.
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
