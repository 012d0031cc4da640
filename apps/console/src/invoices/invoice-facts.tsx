import type { Invoice } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { exactTime, yuan } from '../format.ts'
import { TaxpayerIdText } from '../organizations/seller-facts.tsx'
import { useChannel } from '../organizations/use-channel.ts'
import { Facts } from '../parts/facts.tsx'
import { useSay } from '../preferences.tsx'

export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const say = useSay()
  const { buyerDetails: buyer, seller, organization } = invoice
  const channel = useChannel(organization.id)
  return (
    <aside className="invoice-facts">
      <span className="tertiary">{say('inv.gross')}</span>
      <p className="invoice-gross">{yuan(invoice.grossFen)}</p>
      <p className="secondary">{say('inv.split', { net: yuan(invoice.netFen), tax: yuan(invoice.taxFen) })}</p>
      <Facts
        label={80}
        rows={[
          [say('inv.buyer'), buyer.name],
          [say('buyer.kind'), say(`buyer.${buyer.kind}`)],
          [say('buyer.taxpayer-id'), buyer.taxpayerId && <TaxpayerIdText key="buyer" id={buyer.taxpayerId} />],
          [say('inv.seller'), seller.name],
          [
            say('inv.organization'),
            <Link key="organization" to="/organizations" search={{ id: organization.id }}>
              {organization.code} {organization.name}
            </Link>,
          ],
          [say('inv.from-code'), say(`source.${invoice.source}`)],
          [say('inv.order'), invoice.orderNumber],
          [say('inv.channel'), channel && say(`channel.${channel}`)],
          [say('inv.issued-at'), exactTime(invoice.issuedAt)],
          [say('line.remark'), invoice.remark],
          [
            say('inv.application'),
            <Link key="application" to="/work-list" search={{ tab: 'issued', id: invoice.applicationId }}>
              {say('empty.view')}
            </Link>,
          ],
        ]}
      />
    </aside>
  )
}
