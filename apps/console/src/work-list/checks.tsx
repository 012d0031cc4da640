import type { Application } from '@mashang/contract'
import { parseTaxpayerId } from '@mashang/invoice'
import type { ReactNode } from 'react'
import { clockTime } from '../format.ts'
import { ChannelText } from '../organizations/seller-facts.tsx'
import { useChannel } from '../organizations/use-channel.ts'
import { Dot } from '../parts/dot.tsx'
import { useSay } from '../preferences.tsx'
import { isConfirmedId } from './check-draft.ts'

const REPEAT_MINUTES = 10

/** What a careful person would look at before approving. */
export function Checks({ application, buyer }: { application: Application; buyer: Application['buyer'] }) {
  const say = useSay()
  const { seller, orderNumber, requestNumber, organization } = application
  const channel = useChannel(organization.id)
  return (
    <aside className="checks" aria-label={say('check.title')}>
      <h3>{say('check.title')}</h3>
      <ul>
        {buyer.kind !== 'individual' && (
          <li>
            <IdCheck id={buyer.taxpayerId ?? ''} recorded={application.buyer.taxpayerId} />
          </li>
        )}
        <li>
          <RepeatCheck application={application} />
        </li>
        <Fact name={say('check.seller')}>{seller.name}</Fact>
        <Fact name={say('check.channel')}>
          <ChannelText channel={channel} />
        </Fact>
        <Fact name={say('check.drawer')}>{seller.drawer}</Fact>
        {orderNumber && <Fact name={say('check.order')}>{orderNumber}</Fact>}
        <Fact name={say('check.request')}>{requestNumber}</Fact>
      </ul>
    </aside>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li>
      <span className="tertiary">{name}</span>
      <span className="check-value">{children}</span>
    </li>
  )
}

function IdCheck({ id, recorded }: { id: string; recorded: string | undefined }) {
  const say = useSay()
  if (!id) return <Dot tone="off">{say('check.id-none')}</Dot>
  if (isConfirmedId(id, recorded)) return <Dot tone="warn">{say('check.id-confirmed')}</Dot>
  const isRight = parseTaxpayerId(id, 'strict') !== undefined
  return <Dot tone={isRight ? 'ok' : 'bad'}>{say(isRight ? 'check.id-ok' : 'check.id-bad')}</Dot>
}

/** The same title twice within minutes is often the same meal. */
function RepeatCheck({ application }: { application: Application }) {
  const say = useSay()
  const { submittedAt, invoiceNumber } = application
  const recent = application.recent.filter(({ number }) => number !== invoiceNumber)
  if (recent.length === 0) return <Dot tone="ok">{say('check.first')}</Dot>
  const minutesTo = (issuedAt: string) => Math.abs(Date.parse(submittedAt) - Date.parse(issuedAt)) / 60_000
  const near = recent.find(({ issuedAt }) => minutesTo(issuedAt) <= REPEAT_MINUTES)
  return near ? (
    <Dot tone="warn">{say('check.repeat', { time: clockTime(near.issuedAt) })}</Dot>
  ) : (
    <Dot tone="ok">{say('check.known')}</Dot>
  )
}
