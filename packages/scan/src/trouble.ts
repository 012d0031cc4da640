import type { Trouble } from './journey.ts'
import type { Say } from './language.ts'
import { type Word, wording } from './wording.ts'

/** The sentence for a trouble: our own where the page knows better what to do, else the server's. */
export function sentenceOf({ problem, title }: Pick<Trouble, 'problem' | 'title'>, say: Say): string {
  const word = `trouble.${problem}`
  return isWord(word) ? say(word) : (title ?? say('trouble.internal-error'))
}

function isWord(word: string): word is Word {
  return Object.hasOwn(wording, word)
}
