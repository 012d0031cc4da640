import type { Store } from './store.ts'
import { type Word, wording } from './wording.ts'

export type Language = 'zh' | 'en'

const KEY = 'mashang.language'

/** The language chosen before, else the first of the device's languages that we speak, else Chinese. */
export function chooseLanguage(store: Store, preferred: readonly string[]): Language {
  const chosen = store.get(KEY)
  if (chosen === 'zh' || chosen === 'en') return chosen
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh'
    if (/^en\b/i.test(tag)) return 'en'
  }
  // Somebody in a Chinese shop whose phone speaks neither reads English more likely than Chinese.
  return preferred.length > 0 ? 'en' : 'zh'
}

export function rememberLanguage(store: Store, language: Language): void {
  store.set(KEY, language)
}

export type Details = Record<string, string | number>

/** Says a word of the table in one language; `{x}` in it becomes the detail of that name. */
export type Say = (word: Word, details?: Details) => string

export function sayIn(language: Language): Say {
  return (word, details = {}) => wording[word][language].replace(/\{(\w+)\}/g, (_, name) => String(details[name] ?? ''))
}
