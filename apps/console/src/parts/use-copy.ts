import { useSay } from '../preferences.tsx'
import { useTell } from './use-tell.ts'

export function useCopy(): (text: string) => Promise<void> {
  const { tell } = useTell()
  const say = useSay()
  return async (text) => {
    // Without https the browser has no clipboard; then the text field beside the button can still be copied by hand.
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(text)
    tell('success', say('do.copied'))
  }
}
