import type { Application } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { clockTime } from '../format.ts'
import { deliveryTones } from '../invoices/delivery-tones.ts'
import { TaxpayerIdText } from '../organizations/seller-facts.tsx'
import { Dot } from '../parts/dot.tsx'
import { Facts } from '../parts/facts.tsx'
import { useSay } from '../preferences.tsx'
import { Checks } from './checks.tsx'
import { RecordedLines } from './recorded-lines.tsx'

/** An application that needs nothing from the staff: on its way, issued, or ended. */
export function Record({ application, head }: { application: Application; head: ReactNode }) {
  return (
    <div className="application-body">
      {head}
      <StateNote application={application} />
      <div className="application-top">
        <BuyerFacts application={application} />
        <Checks application={application} buyer={application.buyer} />
      </div>
      <RecordedLines application={application} />
    </div>
  )
}

/** Who gets the invoice, not to be changed any more. */
export function BuyerFacts({ application }: { application: Application }) {
  const say = useSay()
  const { buyer, email, approvedBy, approvedAt, deliveries } = application
  return (
    <section className="buyer-facts">
      <h3>{say('buyer.title')}</h3>
      <Facts
        label={96}
        rows={[
          [say('buyer.kind'), say(`buyer.${buyer.kind}`)],
          [say('buyer.name'), buyer.name],
          [say('buyer.taxpayer-id'), buyer.taxpayerId && <TaxpayerIdText key="id" id={buyer.taxpayerId} />],
          [say('buyer.address'), buyer.address],
          [say('buyer.phone'), buyer.phone],
          [say('buyer.bank'), buyer.bank],
          [say('buyer.account'), buyer.account],
          [say('buyer.email'), email],
          ...deliveries.map(
            (delivery) =>
              [
                say('inv.delivery'),
                <Dot key={delivery.id} tone={deliveryTones[delivery.status]}>
                  {say(`delivery.${delivery.status}`)}
                </Dot>,
              ] as const,
          ),
          ['', approvedBy && approvedAt && say('record.approved', { by: approvedBy, time: clockTime(approvedAt) })],
        ]}
      />
    </section>
  )
}

function StateNote({ application }: { application: Application }) {
  const say = useSay()
  const { status, invoiceId, invoiceNumber, reason } = application
  if (status === 'approved' || status === 'issuing')
    return (
      <div className="state-note" role="status">
        <Dot tone="busy">
          <strong>{say('issuing.title')}</strong>
        </Dot>
        <p className="secondary">{say('issuing.lead')}</p>
      </div>
    )
  if (status === 'issued')
    return (
      <div className="state-note" role="status">
        <Dot tone="ok">
          <strong>{say('issued.title')}</strong>
        </Dot>
        <p>
          {invoiceNumber}{' '}
          {invoiceId && (
            <Link to="/invoices" search={{ id: invoiceId }}>
              {say('issued.open')}
            </Link>
          )}
        </p>
      </div>
    )
  return (
    <div className="state-note" role="status">
      <Dot tone="off">
        <strong>{say(`application.${status}`)}</strong>
      </Dot>
      <p className="secondary">
        {status === 'rejected' ? `${say('ended.rejected')}“${reason ?? ''}”` : say('ended.withdrawn')}
      </p>
    </div>
  )
}
