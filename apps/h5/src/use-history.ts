import { depthOf, type Happening, type Journey } from '@mashang/scan'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** Keeps the browser's history in step with the journey: each step forward is an entry, the back button undoes one. */
export function useHistory(journey: Journey, happen: (happening: Happening) => void): void {
  const latest = useRef(journey)
  latest.current = journey

  // Before anything is painted: what can be seen can be reloaded, and must find its entry.
  useLayoutEffect(() => agree(depthOf(journey)), [depthOf(journey)])

  useEffect(() => {
    const onPop = () => {
      if (depthShown() < depthOf(latest.current)) happen({ kind: 'went-back' })
      else agree(depthOf(latest.current))
    }
    addEventListener('popstate', onPop)
    return () => removeEventListener('popstate', onPop)
  }, [])
}

/** Steps back like the back button does, so that both lead through the same entries. */
export function goBack(): void {
  history.back()
}

/** How deep the entry of the history is that the browser shows; it survives a reload. */
export function depthShown(): number {
  const { depth } = (history.state ?? {}) as { depth?: number }
  return depth ?? 0
}

/**
 * Puts the application in the place of the pages that led to it, so that the back button does not lead into a form that
 * was submitted. The code's own address goes along: it is the way to another invoice.
 */
export function goToApplication(ref: string): void {
  const go = () => location.replace(`/a/${encodeURIComponent(ref)}#${location.pathname}`)
  const depth = depthShown()
  if (depth === 0) go()
  else {
    addEventListener('popstate', go, { once: true })
    history.go(-depth)
  }
}

function agree(depth: number): void {
  const behind = depthShown() - depth
  if (behind < 0) history.pushState({ depth }, '')
  // Answered by a popstate, which agrees again.
  else if (behind > 0) history.go(-behind)
}
