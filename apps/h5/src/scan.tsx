import { type Journey, openPage, type PageState, proceed, readDraft, resume, sourceAt } from '@mashang/scan'
import { useReducer } from 'preact/hooks'
import { session } from './device.ts'
import { Apply } from './screens/apply.tsx'
import { DeadEnd } from './screens/dead-end.tsx'
import { Page, start } from './start.tsx'
import { depthShown, goToApplication, useHistory } from './use-history.ts'

start((state) => <Scan state={state} />)

/** `/s/{code}` and `/r/{code}`: from a scanned code to a submitted application. */
function Scan({ state }: { state: PageState }) {
  const [journey, happen] = useReducer(proceed, undefined, () => firstJourney(state))
  useHistory(journey, happen)
  return (
    <Page title="app.invoice" screen={journey.at}>
      {journey.at === 'dead-end' && <DeadEnd journey={journey} happen={happen} />}
      {(journey.at === 'receipt' || journey.at === 'form') && <Apply journey={journey} happen={happen} />}
    </Page>
  )
}

/** Where the server says we are; further on when this is a reload, elsewhere when the code was used before. */
function firstJourney(state: PageState): Journey {
  const journey = openPage(state, sourceAt(location.pathname))
  if (journey.at === 'application') {
    if (location.hash === '#new') return proceed(journey, { kind: 'began-again' })
    goToApplication(journey.application.ref)
  }
  const draft = 'page' in state ? readDraft(session, state.page.source.code) : undefined
  return draft ? resume(journey, draft, depthShown()) : journey
}
