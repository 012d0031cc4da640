type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * `n`, `/`, `ArrowDown`, `Ctrl+Enter`, `Alt+r`: how the screens name what was pressed. ⌘ counts as Ctrl. With Alt the
 * physical key decides, because a Mac types letters like ® then.
 */
export function chordOf({ key, code, ctrlKey, metaKey, altKey }: Press): string {
  if (altKey) return `Alt+${/^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key}`
  if (ctrlKey || metaKey) return `Ctrl+${key}`
  return key.length === 1 ? key.toLowerCase() : key
}

export type Chords = Record<string, () => void>
/** A page lies under its drawer, a drawer under its dialog: what is below a `modal` layer hears nothing. */
export type Layer = { chords: Chords; modal: boolean }

/** What a chord does: the topmost layer that knows it. While typing, only combinations with Ctrl or Alt count. */
export function actionFor(layers: readonly Layer[], chord: string, typing: boolean): (() => void) | undefined {
  if (typing && !/^(Ctrl|Alt)\+/.test(chord)) return undefined
  for (const { chords, modal } of layers.toReversed()) {
    if (chords[chord]) return chords[chord]
    if (modal) return undefined
  }
  return undefined
}
