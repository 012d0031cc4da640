import { type Journey, openPage, type PageState, proceed } from '@mashang/scan'
import { useReducer } from 'preact/hooks'
import { Application } from './screens/application.tsx'
import { DeadEnd } from './screens/dead-end.tsx'
import { Mine } from './screens/mine.tsx'
import { Page, start } from './start.tsx'

start((state) => <Later state={state} />)

/** `/a/{ref}` and `/mine`: what became of the applications made on this device. */
function Later({ state }: { state: PageState }) {
  const [journey, happen] = useReducer(proceed, undefined, () => openPage(state))
  return (
    <Page title={titleOf(journey)} screen={journey.at}>
      {journey.at === 'mine' && <Mine />}
      {journey.at === 'dead-end' && <DeadEnd journey={journey} happen={happen} />}
      {journey.at === 'application' && (
        <Application journey={journey} happen={happen} t={'t' in state ? state.t : undefined} />
      )}
    </Page>
  )
}

function titleOf(journey: Journey) {
  if (journey.at === 'mine') return 'app.mine'
  return journey.at === 'application' && journey.application.invoice ? 'app.eInvoice' : 'app.invoice'
}
