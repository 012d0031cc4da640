import {
  type BuyerKind,
  buyerNameProblem,
  guessBuyerKind,
  normaliseBuyerName,
  normaliseTaxpayerId,
  parseCreditCode,
  personName,
  taxpayerIdProblem,
  toHalfWidth,
} from '@mashang/invoice'
import { isEmail, normaliseEmail } from './email.ts'

/** The buyer's optional lines. Their limits are the contract's; a test compares. */
export const registrationLimits = { address: 80, phone: 20, bank: 60, account: 40 } as const

export type Registration = keyof typeof registrationLimits
export type Field = 'name' | 'taxpayerId' | Registration | 'email'

/** What stands in the form, as typed. Fields of another kind of buyer keep their text, so switching loses nothing. */
export type Form = { kind: BuyerKind } & Record<Field, string> & {
    /** The taxpayer id that its holder confirmed although its check digit is wrong. */
    oddId?: string | undefined
  }

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
  const tidied: Form = { ...emptyForm, kind: form.kind }
  for (const field of fieldsOf(form.kind)) tidied[field] = tidy(field, form[field])
  // What was confirmed of another id, or by another kind of buyer, is nobody's to keep.
  return form.oddId && form.oddId === tidied.taxpayerId ? { ...tidied, oddId: form.oddId } : tidied
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
      // Some old ids in use fail the check, so a second confirmation goes before it.
      return problem && !(problem === 'bad-check-digit' && text === form.oddId) ? `taxpayer-id.${problem}` : undefined
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
    /\.(missing|empty|too-short|not-a-name)$|^email$/.test(problem ?? '') ||
    // The first 15 of 18 characters may look like an older form.
    (problem === 'taxpayer-id.bad-check-digit' && tidy(field, form[field]).length < 18)
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

/** Names that hardly any person has. */
const ORGANIZATION =
  /公司|..(店|厂|中心|学校|大学|学院|幼儿园|医院|诊所|协会|学会|基金会|事务所|委员会|合作社|工作室|商行|集团|银行)$|\b(ltd|inc|llc|corp|gmbh)\.?$/i

/** The kind a credit code belongs to, or a name typed as a person's, when the form says another; never forced. */
export function otherKind(form: Form): Exclude<BuyerKind, 'individual'> | undefined {
  if (form.kind === 'individual') return ORGANIZATION.test(personName(form.name)) ? 'enterprise' : undefined
  const code = parseCreditCode(form.taxpayerId)
  const kind = code && guessBuyerKind(code)
  return kind === form.kind ? undefined : kind
}

/** The form for another kind of buyer; only an individual's name may end in （个人）. */
export function chooseKind(form: Form, kind: BuyerKind): Form {
  return { ...form, kind, name: form.kind === 'individual' ? personName(form.name) : form.name }
}

function oneLine(text: string): string {
  // Pasted line breaks and tabs come between words.
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
