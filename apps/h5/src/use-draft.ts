import { type Draft, dropDraft, firstForm, newDraft, readDraft, recallTitles, saveDraft } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { local, randomUuid, session } from './device.ts'

/** What was begun with a code: kept in the tab at every keystroke, until it is submitted. */
export function useDraft(code: string) {
  const [draft, setDraft] = useState(
    () => readDraft(session, code) ?? newDraft(randomUuid(), firstForm(recallTitles(local))),
  )
  return {
    draft,
    change(part: Partial<Draft>) {
      setDraft((current) => {
        const changed = { ...current, ...part }
        saveDraft(session, code, changed)
        return changed
      })
    },
    drop: () => dropDraft(session, code),
  }
}
