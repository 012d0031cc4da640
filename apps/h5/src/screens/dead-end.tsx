import { deadEndOf, type Happening, type Journey } from '@mashang/scan'
import { Contact } from '../parts/contact.tsx'
import { Icon } from '../parts/icon.tsx'
import { LanguageSwitch, ShopCard } from '../parts/shop-card.tsx'
import { useWords } from '../words.ts'
import { Recovery } from './recovery.tsx'

type Props = { journey: Extract<Journey, { at: 'dead-end' }>; happen: (happening: Happening) => void }

/** What happened, what to do, the phone. */
export function DeadEnd({ journey, happen }: Props) {
  const { say } = useWords()
  const { problem, title, shop, source, page } = journey
  const end = deadEndOf(problem)
  const taken = problem === 'order-already-invoiced'
  const replaced = end?.picture === 'new-code'
  const ways = (
    <section class="card rows">
      {shop && <Contact shop={shop} {...(taken && { label: say('end.notYours') })} />}
      <a class="row line" href="/mine">
        <Icon name="receipt" />
        <span class="row-text">{say('end.mine')}</span>
        <Icon name="right" class="quiet" />
      </a>
    </section>
  )
  const another = page && (
    <button type="button" class="button secondary wide" onClick={() => happen({ kind: 'began-again' })}>
      {say(page.source.kind === 'code' && page.source.mode === 'order-match' ? 'receipt.change' : 'app.retry')}
    </button>
  )
  const Heading = shop ? 'h2' : 'h1'
  return (
    <>
      {shop ? (
        <ShopCard shop={shop} />
      ) : (
        <p class="top-right">
          <LanguageSwitch />
        </p>
      )}
      <header class={`end ${replaced ? 'beside' : ''}`}>
        {end?.picture === 'new-code' ? (
          <NewCode colour={shop?.colour} />
        ) : (
          <span class="end-icon">
            <Icon name={end?.picture ?? 'alert'} />
          </span>
        )}
        <Heading class="title">{end ? say(end.title) : (title ?? say('trouble.internal-error'))}</Heading>
        {end && <p class="lead">{say(end.text)}</p>}
      </header>
      {taken && source ? (
        <Recovery source={source}>
          {ways}
          {another}
        </Recovery>
      ) : (
        <>
          {ways}
          {replaced && <p class="note aside">{say('end.safe')}</p>}
          {another}
        </>
      )}
      {!end && !page && (
        <button type="button" class="button secondary wide" onClick={() => location.reload()}>
          {say('app.retry')}
        </button>
      )}
    </>
  )
}

/** A poster with its code, where the new one stands. */
function NewCode({ colour }: { colour: string | undefined }) {
  return (
    <span class="poster" aria-hidden="true">
      <span class="poster-band" style={colour ? { background: colour } : {}} />
      <Icon name="code" />
    </span>
  )
}
