import type { ApplicationView } from '@mashang/contract'
import { sourceAt } from '@mashang/scan'
import { beginAgain } from '../use-draft.ts'
import { useWords } from '../words.ts'

/** The way to another application with the code that led here, when this page knows it; an issued receipt has none. */
export function Again({ application }: { application: ApplicationView }) {
  const { say } = useWords()
  const [, path = ''] = /^#(\/[sr]\/[\w%.~-]+)$/.exec(location.hash) ?? []
  const issued = application.status === 'issued'
  const code = sourceAt(path)?.code
  if (issued && !path.startsWith('/s/')) return null
  if (!path) return <p class="note centred">{say('status.scanAgain')}</p>
  return (
    <a
      class={issued ? 'link' : 'button secondary wide'}
      href={`${path}#new`}
      onClick={() => void (code && !issued && beginAgain(code, application))}
    >
      {say(issued ? 'status.another' : 'status.again')}
    </a>
  )
}
