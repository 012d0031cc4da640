/** Something the person at the keyboard can put right: shown as a sentence in each language, never as a stack trace. */
export class Cannot extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n  ${en}`)
  }
}
