import { forgetTitles } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { local } from '../device.ts'
import { useWords } from '../words.ts'
import { Sheet } from './sheet.tsx'

/** What becomes of what is typed, in three sentences, and the way to make this phone forget it. */
export function Privacy({ seller }: { seller: string }) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  const [forgotten, setForgotten] = useState(false)
  return (
    <>
      <button type="button" class="link foot-link" onClick={() => setOpen(true)}>
        {say('privacy.link')}
      </button>
      {open && (
        <Sheet title={say('privacy.link')} onClose={() => setOpen(false)}>
          <p class="prose">{say('privacy.text', { seller })}</p>
          <div class="actions even">
            <button
              type="button"
              class="button secondary"
              disabled={forgotten}
              onClick={() => {
                forgetTitles(local)
                setForgotten(true)
              }}
            >
              {say(forgotten ? 'privacy.forgotten' : 'privacy.forget')}
            </button>
            <button type="button" class="button primary" onClick={() => setOpen(false)}>
              {say('app.close')}
            </button>
          </div>
        </Sheet>
      )}
    </>
  )
}
