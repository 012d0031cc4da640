import { useEffect, useRef } from 'react'
import { actionFor, type Chords, chordOf, type Layer } from './chords.ts'

const layers: Layer[] = []

/** Keys of a page, while it is mounted. */
export function useKeys(chords: Chords): void {
  useLayer(chords, false, true)
}

/** Keys of a drawer or dialog; while it is open, those of the page below are silent. */
export function useModalKeys(open: boolean, chords: Chords): void {
  useLayer(chords, true, open)
}

function useLayer(chords: Chords, modal: boolean, active: boolean): void {
  const latest = useRef(chords)
  useEffect(() => {
    latest.current = chords
  })
  useEffect(() => {
    if (!active) return
    const layer: Layer = {
      modal,
      get chords() {
        return latest.current
      },
    }
    if (layers.length === 0) listen('addEventListener')
    // A deep link mounts the drawer before the page below it.
    const firstModal = layers.findIndex((other) => other.modal)
    layers.splice(modal || firstModal < 0 ? layers.length : firstModal, 0, layer)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) listen('removeEventListener')
    }
  }, [active, modal])
}

/** Combinations are heard before the field that has the focus: an open list would take Ctrl Enter for Enter. */
function listen(how: 'addEventListener' | 'removeEventListener'): void {
  document[how]('keydown', hearCombination, { capture: true })
  document[how]('keydown', hearSingle)
}

const hearCombination = (event: Event) => event instanceof KeyboardEvent && isCombination(event) && hear(event)
const hearSingle = (event: Event) => event instanceof KeyboardEvent && !isCombination(event) && hear(event)

function isCombination({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey
}

function hear(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return
  const chord = chordOf(event)
  const action = actionFor(layers, chord, isTyping(event.target))
  if (!action) return
  event.preventDefault()
  event.stopPropagation()
  // A decision is one press: held down, it must not decide the next as well.
  if (!event.repeat || !chord.startsWith('Ctrl+')) action()
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select')
}
