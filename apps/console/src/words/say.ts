import { words } from './words.ts'

export type Language = 'zh' | 'en'
export type WordKey = keyof typeof words
type Details = Record<string, string | number>
/** Says a key in the language chosen; `{x}` stands for the detail of the same name. */
export type Say = (key: WordKey, details?: Details) => string

/** `{n|code|codes}` counts in English: 1 code, 2 codes. */
export function sayIn(language: Language): Say {
  return (key, details = {}) =>
    words[key][language === 'zh' ? 0 : 1].replace(
      /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
      (_, name: string, one, many) => {
        const detail = details[name] ?? ''
        const shown = typeof detail === 'number' ? detail.toLocaleString('en-US') : detail
        return one === undefined ? shown : `${shown} ${detail === 1 ? one : many}`
      },
    )
}
