import { useState } from 'react'
import { useSay } from '../preferences.tsx'
import type { Troubles } from './check-draft.ts'
import { focusFirstTrouble } from './focus-trouble.ts'

type Sentences = Record<string, string>

/**
 * What is wrong is said only once somebody has tried to send; from then on it follows what is typed. What the server
 * refused stays until the next change.
 */
export function useTroubles(form: { current: HTMLElement | null }) {
  const say = useSay()
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<Sentences>({})
  const inWords = (troubles: Troubles): Sentences =>
    Object.fromEntries(Object.entries(troubles).map(([path, word]) => [path, say(word)]))
  return {
    /** Shows them, brings the person to the first, and says how many there are. */
    show: (troubles: Troubles): number => {
      setTried(true)
      focusFirstTrouble(form.current, troubles)
      return Object.keys(troubles).length
    },
    refuse: (sentences: Sentences) => {
      setRefused(sentences)
      focusFirstTrouble(form.current, sentences)
    },
    forgive: () => setRefused({}),
    troublesOf: (troubles: Troubles): Sentences => ({ ...(tried ? inWords(troubles) : {}), ...refused }),
  }
}
