import type { Application } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { clockTime, duration } from '../format.ts'
import { useSay } from '../preferences.tsx'
import { useNow } from './use-now.ts'
import { waitingTone } from './waiting.ts'

export function ApplicationHead({ application }: { application: Application }) {
  const say = useSay()
  const now = useNow()
  const { buyer, organization, qrCode, submittedAt, status, id } = application
  const isOpen = ['submitted', 'reviewing', 'refused', 'blocked'].includes(status)
  const waited = now - Date.parse(submittedAt)
  return (
    <header className="application-head">
      <h2>{buyer.name}</h2>
      <p className="secondary">
        {qrCode ? (
          <Link to="/qr-codes" search={{ code: qrCode.id }}>
            {organization.name} · {qrCode.name}
          </Link>
        ) : (
          organization.name
        )}
        <span>
          {say(isOpen ? 'app.submitted' : 'app.submitted-only', { time: clockTime(submittedAt) })}
          {isOpen && <span className={waitingTone(waited)}> {duration(say, waited)}</span>}
        </span>
        <span className="tertiary">{say('app.application', { id: shortId(id) })}</span>
      </p>
    </header>
  )
}

/** The end of an id is what differs between applications of one hour. */
function shortId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-7)}`
}
