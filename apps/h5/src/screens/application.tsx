import { type Happening, headlineOf, type Journey } from '@mashang/scan'
import { useLive } from '../use-live.ts'
import { useWords } from '../words.ts'
import { Issued } from './issued.tsx'
import { Status } from './status.tsx'

export type ApplicationProps = {
  journey: Extract<Journey, { at: 'application' }>
  happen: (happening: Happening) => void
  /** The proof out of a mailed link. */
  t: string | undefined
}

/** An application, live: on its way, or the invoice it became. */
export function Application(props: ApplicationProps) {
  const { say } = useWords()
  const { application } = props.journey
  const lost = useLive(application, props.t, props.happen)
  const { tone, title } = headlineOf(application, Date.now())
  return (
    <>
      {/* Read aloud when it changes; the seconds are left out, or it would never be silent. */}
      <p class="unseen" role="status">
        {say(tone === 'working' ? 'status.issuing' : title.word)}
      </p>
      {application.status === 'issued' && application.invoice ? (
        <Issued {...props} />
      ) : (
        <Status {...props} lost={lost} />
      )}
    </>
  )
}
