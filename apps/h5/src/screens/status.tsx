import type { ApplicationView } from '@mashang/contract'
import { nameOnInvoice } from '@mashang/invoice'
import { type Headline, headlineOf } from '@mashang/scan'
import { Again } from '../parts/again.tsx'
import { yuan } from '../parts/amount.tsx'
import { Contact } from '../parts/contact.tsx'
import { Figures } from '../parts/figures.tsx'
import { ShopCard } from '../parts/shop-card.tsx'
import { Timeline } from '../parts/timeline.tsx'
import { Withdraw } from '../parts/withdraw.tsx'
import { useWords } from '../words.ts'
import type { ApplicationProps } from './application.tsx'

/** Where an application is on its way, and what it waits for. */
export function Status({ journey, happen, t, lost }: ApplicationProps & { lost: boolean }) {
  const { say } = useWords()
  const { application } = journey
  const { shop, status, reason } = application
  const headline = headlineOf(application, Date.now())
  const over = status === 'rejected' || status === 'withdrawn'
  return (
    <>
      <ShopCard shop={shop} />
      <section class="card status">
        <Head headline={headline} />
        {reason && status === 'rejected' && (
          <p class="reason">
            <span class="label">{say('status.reason')}</span>
            {reason}
          </p>
        )}
        <Timeline application={application} />
      </section>
      <Subject application={application} />
      {(headline.tone === 'stopped' || status === 'reviewing') && shop.phone && (
        <section class="card rows">
          <Contact shop={shop} />
        </section>
      )}
      {status === 'reviewing' && <Withdraw application={application} t={t} happen={happen} />}
      {over && <Again application={application} />}
      <footer class="leave">
        {lost && <p class="trouble">{say('status.noNetwork')}</p>}
        {!over && (
          <>
            <p class="leave-title">{say('status.leave')}</p>
            <p class="note">{say('status.leaveText')}</p>
          </>
        )}
        <a class="link" href="/mine">
          {say('app.mine')}
        </a>
      </footer>
    </>
  )
}

function Head({ headline: { tone, label, title, text } }: { headline: Headline }) {
  const { say } = useWords()
  return (
    <header class={`status-head ${tone}`}>
      <p class="status-label">
        <span class="pulse" aria-hidden="true" />
        {say(label)}
      </p>
      <h2 class="status-title">
        <Figures text={say(title.word, title.details)} />
      </h2>
      <p class="lead">
        <Figures text={say(text.word, text.details)} />
      </p>
    </header>
  )
}

/** What was asked for. */
function Subject({ application: { buyer, orderNumber, grossFen } }: { application: ApplicationView }) {
  const { say } = useWords()
  const { kind, name } = buyer
  return (
    <section class="card subject">
      <div>
        <p>{kind === 'individual' ? nameOnInvoice({ kind, name }) : name}</p>
        {orderNumber && <p class="note figures">{say('amount.receipt', { number: orderNumber })}</p>}
      </div>
      {grossFen !== undefined && <p class="subject-amount figures">¥{yuan(grossFen)}</p>}
    </section>
  )
}
