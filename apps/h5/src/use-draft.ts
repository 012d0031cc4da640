import type { ApplicationView, ScanPage } from '@mashang/contract'
import {
  type Draft,
  draftAgain,
  dropDraft,
  firstForm,
  newDraft,
  readDraft,
  recallTitles,
  saveDraft,
} from '@mashang/scan'
import { useState } from 'preact/hooks'
import { local, randomUuid, session } from './device.ts'

/** What was begun with a code: kept in the tab at every keystroke, until it is submitted. */
export function useDraft({ source: { code }, latest }: ScanPage) {
  const [draft, setDraft] = useState(() =>
    latest?.status === 'rejected'
      ? beginAgain(code, latest)
      : (readDraft(session, code) ?? newDraft(randomUuid(), firstForm(recallTitles(local)))),
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

/** Begins with what came to nothing before, unless something is begun already. Kept at once: it may be sent as it is. */
export function beginAgain(code: string, application: ApplicationView): Draft {
  const begun = readDraft(session, code)
  if (begun) return begun
  const draft = draftAgain(randomUuid(), application, recallTitles(local))
  saveDraft(session, code, draft)
  return draft
}
