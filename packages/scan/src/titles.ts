import { emptyForm, type Form, kinds, tidyForm } from './form.ts'
import { isRecord, readJson, type Store } from './store.ts'

/** An invoice title (抬头) remembered on this device: a buyer, without the address that invoices go to. */
export type Title = Omit<Form, 'email'>

export type Memory = { titles: Title[]; email: string }

const KEY = 'mashang.titles'
/** Enough for a family and its employers; a shop's tablet must not collect its customers without end. */
const MOST = 12

/** The titles used on this device, the latest first, and the last e-mail. */
export function recallTitles(store: Store): Memory {
  const { titles, email } = (readJson(store, KEY) ?? {}) as Partial<Memory>
  return { titles: Array.isArray(titles) ? titles.filter(isTitle) : [], email: typeof email === 'string' ? email : '' }
}

/** Puts what was just submitted first. A title with the same name and kind replaces the older one. */
export function rememberTitle(store: Store, form: Form): void {
  const { email, ...title } = tidyForm(form)
  const older = recallTitles(store).titles.filter(({ kind, name }) => kind !== title.kind || name !== title.name)
  store.set(KEY, JSON.stringify({ titles: [title, ...older].slice(0, MOST), email } satisfies Memory))
}

export function forgetTitles(store: Store): void {
  store.remove(KEY)
}

/** The person's own titles that contain what is typed, from the second character on. */
export function suggestTitles(titles: readonly Title[], typed: string): Title[] {
  const text = typed.trim().toLowerCase()
  if ([...text].length < 2) return []
  return titles.filter(({ name }) => name.toLowerCase().includes(text) && name !== typed).slice(0, 3)
}

/** Fills a title in; an e-mail that was already typed stays. */
export function fillTitle(form: Form, title: Title, email = ''): Form {
  return { ...form, ...title, email: form.email || email }
}

/** The form to begin with: empty, for the kind of buyer used last. */
export function firstForm({ titles }: Memory): Form {
  return { ...emptyForm, kind: titles[0]?.kind ?? emptyForm.kind }
}

/** Enough to offer it; a field that an older version of the page did not know stays as it is in the form. */
function isTitle(saved: unknown): saved is Title {
  const { kind, name } = isRecord(saved) ? saved : {}
  return kinds.some((known) => known === kind) && typeof name === 'string'
}
