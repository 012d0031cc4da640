import type { Shop } from '@mashang/contract'
import { useWords } from '../words.ts'
import { shopName } from './shop-card.tsx'

/** Where the two items stand on the paper; for eyes only, since the fields say the same. */
export function SampleReceipt({ shop }: { shop: Shop }) {
  const { say } = useWords()
  return (
    <figure class="sample" aria-hidden="true">
      <p class="sample-shop">{shopName(shop)}</p>
      <p class="sample-line">
        {say('receipt.number')}
        <span class="sample-mark">
          <span class="badge">1</span>A1023-0456
        </span>
      </p>
      <p class="sample-line">
        {say('receipt.sampleItem')} <span>128.00</span>
      </p>
      <p class="sample-line">
        {say('receipt.paid')}
        <span class="sample-mark">
          <span class="badge">2</span>¥128.00
        </span>
      </p>
    </figure>
  )
}
