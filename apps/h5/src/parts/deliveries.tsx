import type { ApplicationView } from '@mashang/contract'
import { dayAndTime, type Happening, recallTitles } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import { local } from '../device.ts'
import { useWords } from '../words.ts'
import { AddressForm } from './address-form.tsx'
import { Icon } from './icon.tsx'

type Props = { application: ApplicationView; t: string | undefined; happen: (happening: Happening) => void }

const said = { due: 'issued.due', sent: 'issued.sent', failed: 'issued.failed', bounced: 'issued.failed' } as const

/** Masked addresses look alike: of many attempts the latest say enough. */
const SHOWN = 3

/** Where the invoice went, honestly, and the way to send it once more. */
export function Deliveries({ application, t, happen }: Props) {
  const { say, language } = useWords()
  const { ref, deliveries, email } = application
  const [open, setOpen] = useState(false)
  const [unfolded, setUnfolded] = useState(false)
  const rows: typeof deliveries = deliveries.length > 0 ? deliveries : [{ address: email, status: 'due' }]
  // Nothing arrived and nothing is on its way: the field for another address is open at once.
  const failed = rows.every(({ status }) => said[status] === 'issued.failed')
  return (
    <>
      {rows.slice(0, unfolded ? rows.length : SHOWN).map(({ address, status, sentAt }, index) => {
        const lost = said[status] === 'issued.failed'
        return (
          <div class="row line" key={`${index} ${address}`}>
            <Icon name={lost ? 'alert' : 'mail'} class={lost ? 'odd' : ''} />
            <p class="row-text breaks">
              <span class="unbroken">{say(said[status])}</span> <span class="quiet">{address}</span>
              {sentAt && <span class="note figures">{dayAndTime(sentAt, language, Date.now())}</span>}
              {lost && <span class="note">{say('issued.otherAddress')}</span>}
            </p>
            {index === 0 && !failed && (
              <button type="button" class="link fold" aria-expanded={open} onClick={() => setOpen(!open)}>
                {say('issued.sendAgain')}
                <Icon name="down" />
              </button>
            )}
          </div>
        )
      })}
      {rows.length > SHOWN && (
        <button type="button" class="row fold line" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          <span class="row-text quiet">{say('issued.earlier', { n: rows.length - SHOWN })}</span>
          <Icon name="down" />
        </button>
      )}
      {(open || failed) && (
        <AddressForm
          id="send-to"
          label={say('issued.sendTo')}
          placeholder={say('issued.sendToExample')}
          filled={failed ? '' : recallTitles(local).email}
          send={(to) =>
            call('POST /api/consumer/applications/{ref}/deliveries', {
              params: { ref },
              query: { t },
              body: { email: to },
            })
          }
          onSent={(sent) => {
            setOpen(false)
            happen({ kind: 'seen', application: sent })
          }}
        >
          {(field, said, busy) => (
            <div class="send-again">
              {field}
              <div role="alert">{said}</div>
              <button type="submit" class="button secondary" disabled={busy}>
                {say(busy ? 'issued.due' : 'issued.send')}
              </button>
            </div>
          )}
        </AddressForm>
      )}
    </>
  )
}
