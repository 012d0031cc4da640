import { useRef } from 'react'

/**
 * For what must not be sent twice: the second click of a double click comes before the button is drawn disabled, or
 * after the answer and before the page has moved on. `begin` says yes once, and again only after `allowAgain`.
 */
export function useOnce() {
  const hasBegun = useRef(false)
  return {
    begin: (): boolean => {
      if (hasBegun.current) return false
      hasBegun.current = true
      return true
    },
    allowAgain: () => {
      hasBegun.current = false
    },
  }
}
