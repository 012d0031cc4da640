import type { Seller } from '@mashang/contract'
import { groupTaxpayerId } from '@mashang/invoice'
import { Dot } from '../parts/dot.tsx'
import { Facts } from '../parts/facts.tsx'
import { useSay } from '../preferences.tsx'

/** A taxpayer id in fours for the eye. The gaps are drawn, so that what is copied has none. */
export function TaxpayerIdText({ id }: { id: string }) {
  return (
    <span className="taxpayer-id">
      {groupTaxpayerId(id).map((four, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the fours have no other name, and never move
        <span key={index}>{four}</span>
      ))}
    </span>
  )
}

export function ChannelText({ channel }: { channel: Seller['channel'] }) {
  const say = useSay()
  return <Dot tone={channel ? 'ok' : 'bad'}>{say(`channel.${channel ?? 'none'}`)}</Dot>
}

export function SellerFacts({ seller }: { seller: Seller }) {
  const say = useSay()
  const bank = [seller.bank, seller.account].filter(Boolean).join(' ')
  return (
    <Facts
      rows={[
        [say('seller.name'), seller.name],
        [say('seller.taxpayer-id'), <TaxpayerIdText key="id" id={seller.taxpayerId} />],
        [say('seller.address-phone'), `${seller.address}，${seller.phone}`],
        [say('seller.bank-account'), bank],
        [say('seller.drawer'), seller.drawer],
        [say('seller.channel'), <ChannelText key="channel" channel={seller.channel} />],
      ]}
    />
  )
}
