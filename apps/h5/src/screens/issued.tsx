import { Again } from '../parts/again.tsx'
import { yuan } from '../parts/amount.tsx'
import { Deliveries } from '../parts/deliveries.tsx'
import { Documents } from '../parts/documents.tsx'
import { Icon } from '../parts/icon.tsx'
import { InvoicePaper } from '../parts/invoice-paper.tsx'
import { LanguageSwitch, shopName, TestMark } from '../parts/shop-card.tsx'
import { useWords } from '../words.ts'
import type { ApplicationProps } from './application.tsx'

/** The invoice: proof first, then the files, then where it went. */
export function Issued({ journey, happen, t }: ApplicationProps) {
  const { say } = useWords()
  const { application } = journey
  const { invoice, shop } = application
  if (!invoice) return null
  return (
    <>
      <section class="card issued">
        <header class="issued-head">
          <span class="seal" aria-hidden="true">
            <Icon name="check" />
          </span>
          <div class="issued-names">
            <h1 class="shop-name">{say('issued.title')}</h1>
            <p class="note">{shopName(shop)}</p>
            <TestMark shop={shop} />
          </div>
          <p class="issued-amount figures">¥{yuan(invoice.grossFen)}</p>
        </header>
        <InvoicePaper application={application} invoice={invoice} />
      </section>
      <section class="card rows">
        <Documents application={application} invoice={invoice} t={t} />
        <Deliveries application={application} t={t} happen={happen} />
      </section>
      <footer class="leave links">
        <Again application={application} />
        <a class="link" href="/mine">
          {say('app.mine')}
        </a>
        <LanguageSwitch />
      </footer>
    </>
  )
}
