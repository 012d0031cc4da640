import type { Shop } from '@mashang/contract'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

/** The shop's phone, one tap away. Nothing when it gave none. */
export function Contact({ shop, label }: { shop: Shop; label?: string }) {
  const { say } = useWords()
  if (!shop.phone) return null
  return (
    <a class="row" href={telephone(shop.phone)}>
      <Icon name="phone" />
      <span class="row-text">
        {label ?? say('end.contact')}
        {shop.openingHours && <span class="note">{say('end.open', { hours: shop.openingHours })}</span>}
      </span>
      <span class="link unbroken figures">{shop.phone}</span>
    </a>
  )
}

export function telephone(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`
}
