import { Button } from 'antd'
import { Key } from '../keys/key.tsx'
import { useSay } from '../preferences.tsx'
import type { WordKey } from '../words/say.ts'

type Props = {
  /** What Ctrl Enter does. */
  action: WordKey
  hint?: WordKey
  isPending: boolean
  onAct: () => void
  onReject: (() => void) | undefined
  onSkip: (() => void) | undefined
}

/** The decisions, each with its key. */
export function ApplicationFoot({ action, hint, isPending, onAct, onReject, onSkip }: Props) {
  const say = useSay()
  return (
    <div className="application-foot">
      {onReject && (
        <Button type="text" className="reject-button" onClick={onReject}>
          {say('decide.reject')} <Key>Alt R</Key>
        </Button>
      )}
      {onSkip && (
        <Button type="text" onClick={onSkip}>
          {say('decide.skip')} <Key>Alt S</Key>
        </Button>
      )}
      <span className="tertiary foot-hint">{hint && say(hint)}</span>
      <Button
        type="primary"
        size="large"
        loading={isPending}
        // The second click of a double click would decide the application that has opened meanwhile.
        onClick={({ detail }) => detail < 2 && onAct()}
      >
        {say(action)} <Key>Ctrl Enter</Key>
      </Button>
    </div>
  )
}
