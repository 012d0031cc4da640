import type { Shop } from '@mashang/contract'
import { plateOf } from '@mashang/scan'
import type { ComponentChildren } from 'preact'
import { useWords } from '../words.ts'

/** Who issues: the name on the door, and under it the legal name that will stand on the invoice. */
export function ShopCard({
  shop,
  heading = true,
  children,
}: {
  shop: Shop
  heading?: boolean
  children?: ComponentChildren
}) {
  const name = shopName(shop)
  return (
    <section class="card">
      <header class="shop">
        <ShopPlate shop={shop} />
        <div class="shop-names">
          {heading ? <h1 class="shop-name">{name}</h1> : <p class="shop-name">{name}</p>}
          <p class="note">{shop.sellerName}</p>
          <TestMark shop={shop} />
        </div>
        <LanguageSwitch />
      </header>
      {children}
    </section>
  )
}

/** On everything of a shop whose invoices come from a simulated bureau. */
export function TestMark({ shop: { simulated } }: { shop: Shop }) {
  const { say } = useWords()
  return simulated ? <span class="test">{say('app.test')}</span> : null
}

export function ShopPlate({ shop }: { shop: Shop }) {
  const { ground, ink, letter } = plateOf(shop)
  return (
    <span class="plate" style={{ background: ground, color: ink }} aria-hidden="true">
      {letter}
    </span>
  )
}

export function LanguageSwitch() {
  const { say, switchLanguage } = useWords()
  return (
    <button type="button" class="language" aria-label={say('app.otherLanguageName')} onClick={switchLanguage}>
      {say('app.otherLanguage')}
    </button>
  )
}

export function shopName({ brand, store }: Shop): string {
  return store && store !== brand ? `${brand} · ${store}` : brand
}
