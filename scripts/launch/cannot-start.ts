/** Something the person at the keyboard can put right: shown as a sentence in each language, never as a stack trace. */
export class CannotStart extends Error {
  constructor(...sentences: string[]) {
    super(sentences.join('\n  '))
  }
}
