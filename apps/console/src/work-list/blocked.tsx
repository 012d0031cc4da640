import type { Application } from '@mashang/contract'
import type { ReactNode } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import { Dot } from '../parts/dot.tsx'
import { useCommand } from '../parts/use-command.ts'
import { useOnce } from '../parts/use-once.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { ApplicationFoot } from './application-foot.tsx'
import type { Decision } from './application-panel.tsx'
import { Checks } from './checks.tsx'
import { BuyerFacts } from './record.tsx'
import { RecordedLines } from './recorded-lines.tsx'

type Props = Decision & { application: Application; head: ReactNode }

/** The tax bureau wants somebody to log in first; then it goes on where it stopped. */
export function Blocked({ application, head, onDecided, onSkip }: Props) {
  const say = useSay()
  const { tell } = useTell()
  const { mutateAsync, isPending } = useCommand('POST /api/console/applications/{id}/retry')
  const once = useOnce()
  const goOn = async () => {
    if (!once.begin()) return
    await mutateAsync({ params: { id: application.id }, body: {} })
    tell('success', say('decide.retried', { name: application.buyer.name }))
    onDecided()
  }
  // What went wrong is said by the command itself.
  const tryToGoOn = () => void goOn().catch(once.allowAgain)
  useKeys({ 'Ctrl+Enter': tryToGoOn })
  return (
    <>
      <div className="application-body">
        {head}
        <div className="fail-note blocked-note" role="status">
          <Dot tone="warn">
            <strong>{say('blocked.title')}</strong>
          </Dot>
          {application.reason && (
            <p>
              {say('fail.words')}“{application.reason}”
            </p>
          )}
          <p className="secondary">{say('blocked.lead')}</p>
        </div>
        <div className="application-top">
          <BuyerFacts application={application} />
          <Checks application={application} buyer={application.buyer} />
        </div>
        <RecordedLines application={application} />
      </div>
      <ApplicationFoot
        action="decide.logged-in"
        isPending={isPending}
        onAct={tryToGoOn}
        onReject={undefined}
        onSkip={onSkip}
      />
    </>
  )
}
