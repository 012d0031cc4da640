import type { Source } from '@mashang/scan'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import { AddressForm } from '../parts/address-form.tsx'
import { BottomBar } from '../parts/bottom-bar.tsx'
import { useWords } from '../words.ts'

/** The holder gets a link by mail; the answer is the same whether the address was right or not. */
export function Recovery({ source, children }: { source: Source; children: ComponentChildren }) {
  const { say } = useWords()
  const [sentTo, setSentTo] = useState('')
  if (sentTo)
    return (
      <>
        <section class="card prose" role="status">
          <b>{say('recovery.sent')}</b>
          <p class="breaks">{say('recovery.sentText', { email: sentTo })}</p>
        </section>
        {children}
      </>
    )
  return (
    <AddressForm
      id="recovery-email"
      label={say('recovery.email')}
      placeholder={say('recovery.example')}
      send={(email) => call('POST /api/consumer/recoveries', { body: { source, email } })}
      onSent={(_, email) => setSentTo(email)}
    >
      {(field, said, busy) => (
        <>
          <div class="card fields">{field}</div>
          {children}
          <BottomBar said={said}>
            <button type="submit" class="button primary" disabled={busy}>
              {say('recovery.send')}
            </button>
          </BottomBar>
        </>
      )}
    </AddressForm>
  )
}
