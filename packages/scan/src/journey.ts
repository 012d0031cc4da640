import type { ApplicationView, OrderSummary, Problem, ProblemBody, ScanPage, Shop } from '@mashang/contract'
import { isDeadEnd } from './dead-end.ts'
import type { Draft } from './draft.ts'
import { type Field, formProblems } from './form.ts'
import type { Source } from './submission.ts'

/** What the server writes into the page, so that the first screen needs no second request. */
export type PageState =
  | { page: ScanPage }
  | { application: ApplicationView; ref: string; t?: string }
  | { mine: true }
  | { problem: ProblemBody }

/** A refusal that leaves the person where they are: everything typed stays, and trying again is one tap. */
export type Trouble = {
  problem: Problem | 'offline'
  /** The server's own sentence, for problems that this page has no words for. */
  title?: string
  /** Sentences of the server about single fields. */
  fields: Partial<Record<Field, string>>
}

/** Where the person is. Receipt codes and title-only codes begin with the form, order-match codes with the receipt. */
export type Journey =
  | { at: 'receipt'; page: ScanPage; busy: boolean; trouble?: Trouble | undefined }
  | {
      at: 'form'
      page: ScanPage
      order?: OrderSummary | undefined
      step: 'filling' | 'confirming' | 'submitting'
      trouble?: Trouble | undefined
    }
  | { at: 'application'; application: ApplicationView; page?: ScanPage | undefined }
  | { at: 'mine' }
  | {
      at: 'dead-end'
      problem: Problem
      title?: string | undefined
      shop?: Shop | undefined
      source?: Source | undefined
      page?: ScanPage | undefined
    }

export type Happening =
  | { kind: 'looking-up' }
  | { kind: 'found'; order: OrderSummary }
  | { kind: 'reviewed' }
  | { kind: 'confirmed' }
  | { kind: 'submitted'; application: ApplicationView }
  /** The application as it is now. */
  | { kind: 'seen'; application: ApplicationView }
  | { kind: 'refused'; problem: ProblemBody | 'offline'; source?: Source | undefined }
  | { kind: 'edited' }
  | { kind: 'went-back' }
  /** Another invoice with the same code, or another try after a dead end. */
  | { kind: 'began-again' }

/** The first screen of what the server sent. Scanning again shows the latest application while it lives or is issued. */
export function openPage(state: PageState, source?: Source): Journey {
  if ('mine' in state) return { at: 'mine' }
  if ('application' in state) return { at: 'application', application: state.application }
  if ('problem' in state) {
    const { code: problem, title, shop } = state.problem
    return { at: 'dead-end', problem, title, shop, source }
  }
  const { page } = state
  const { latest } = page
  const over = latest?.status === 'rejected' || latest?.status === 'withdrawn'
  return latest && !over ? { at: 'application', application: latest, page } : begin(page)
}

function begin(page: ScanPage): Journey {
  const { source } = page
  if (source.kind === 'receipt') return { at: 'form', page, order: source.order, step: 'filling' }
  return source.mode === 'order-match' ? { at: 'receipt', page, busy: false } : { at: 'form', page, step: 'filling' }
}

/** The whole journey. What does not fit the place, such as the second of two taps, changes nothing. */
export function proceed(journey: Journey, happening: Happening): Journey {
  switch (happening.kind) {
    case 'looking-up':
      return journey.at === 'receipt' ? { at: 'receipt', page: journey.page, busy: true } : journey
    case 'found':
      return journey.at === 'receipt'
        ? { at: 'form', page: journey.page, order: happening.order, step: 'filling' }
        : journey
    case 'reviewed':
      return journey.at === 'form' && journey.step === 'filling' ? at(journey, 'confirming') : journey
    case 'confirmed':
      return journey.at === 'form' && journey.step === 'confirming' ? at(journey, 'submitting') : journey
    case 'submitted':
    case 'seen':
      return { at: 'application', application: happening.application, ...('page' in journey && { page: journey.page }) }
    case 'refused':
      return refuse(journey, happening.problem, happening.source)
    case 'edited':
      return 'trouble' in journey && journey.trouble ? { ...journey, trouble: undefined } : journey
    case 'went-back':
      return goBack(journey)
    case 'began-again':
      return 'page' in journey && journey.page ? begin(journey.page) : journey
  }
}

/** How many steps the back button of the browser has to undo; each is an entry of its history. */
export function depthOf(journey: Journey): number {
  if (journey.at !== 'form') return 0
  return (hasReceiptStep(journey.page) ? 1 : 0) + (journey.step === 'filling' ? 0 : 1)
}

/** After a reload: as far as the draft leads, though never further than the person was. */
export function resume(journey: Journey, { order, form }: Draft, depth: number): Journey {
  const complete = Object.keys(formProblems(form)).length === 0
  const steps: Happening[] = [
    ...(order ? [{ kind: 'found', order } as const] : []),
    ...(complete ? [{ kind: 'reviewed' } as const] : []),
  ]
  return steps.reduce((reached, step) => (depthOf(reached) < depth ? proceed(reached, step) : reached), journey)
}

type Filling = Extract<Journey, { at: 'form' }>

function at({ page, order }: Filling, step: Filling['step'], trouble?: Trouble): Filling {
  return { at: 'form', page, order, step, trouble }
}

function goBack(journey: Journey): Journey {
  if (journey.at === 'dead-end' && journey.page) return begin(journey.page)
  // While it is being submitted, nobody knows yet whether there is an application to go back from.
  if (journey.at !== 'form' || journey.step === 'submitting') return journey
  if (journey.step === 'confirming') return at(journey, 'filling')
  return hasReceiptStep(journey.page) ? { at: 'receipt', page: journey.page, busy: false } : journey
}

function refuse(journey: Journey, problem: ProblemBody | 'offline', source?: Source): Journey {
  const trouble = troubleOf(problem)
  if (isDeadEnd(trouble.problem)) {
    const page = 'page' in journey ? journey.page : undefined
    return {
      at: 'dead-end',
      problem: trouble.problem,
      title: trouble.title,
      shop: page?.shop ?? (problem === 'offline' ? undefined : problem.shop),
      source,
      page,
    }
  }
  if (journey.at === 'receipt') return { ...journey, busy: false, trouble }
  if (journey.at !== 'form') return journey
  const { page } = journey
  const badReceipt = trouble.problem === 'receipt-not-matched' || trouble.problem === 'order-required'
  if (badReceipt && hasReceiptStep(page)) return { at: 'receipt', page, busy: false, trouble }
  return at(journey, Object.keys(trouble.fields).length > 0 ? 'filling' : 'confirming', trouble)
}

function hasReceiptStep({ source }: ScanPage): boolean {
  return source.kind === 'code' && source.mode === 'order-match'
}

/** The application that this device holds for the receipt it asked for again; the way on instead of a dead end. */
export function heldRef(problem: ProblemBody | 'offline'): string | undefined {
  const held = problem !== 'offline' && problem.code === 'order-already-invoiced' && problem.ref
  return typeof held === 'string' ? held : undefined
}

/** Paths of the server end in the field's own name: `buyer.name`, `/buyer/name`. */
export function troubleOf(problem: ProblemBody | 'offline'): Trouble {
  if (problem === 'offline') return { problem, fields: {} }
  const errors = (problem.errors ?? []).map(({ path, message }) => [path.split(/[./]/).at(-1), message])
  return { problem: problem.code, title: problem.title, fields: Object.fromEntries(errors) }
}
