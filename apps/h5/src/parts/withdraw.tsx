import type { ApplicationView } from '@mashang/contract'
import { type Happening, sentenceOf, type Trouble, troubleOf } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import { useWords } from '../words.ts'
import { TroubleLine } from './bottom-bar.tsx'

type Props = { application: ApplicationView; t: string | undefined; happen: (happening: Happening) => void }

/** Takes an application back while the staff have not acted; asks once. */
export function Withdraw({ application: { ref }, t, happen }: Props) {
  const { say } = useWords()
  const [step, setStep] = useState<'offered' | 'asking' | 'sending'>('offered')
  const [trouble, setTrouble] = useState<Trouble>()

  async function withdraw() {
    setStep('sending')
    const result = await call('POST /api/consumer/applications/{ref}/withdrawal', { params: { ref }, query: { t } })
    if (result.ok) return happen({ kind: 'seen', application: result.value })
    setTrouble(troubleOf(result.problem))
    setStep('offered')
  }

  return (
    <div class="withdraw">
      <div role="alert">{trouble && <TroubleLine>{sentenceOf(trouble, say)}</TroubleLine>}</div>
      {step === 'offered' ? (
        <button type="button" class="link" onClick={() => setStep('asking')}>
          {say('status.withdraw')}
        </button>
      ) : (
        <div class="actions even">
          <button type="button" class="button secondary" disabled={step === 'sending'} onClick={withdraw}>
            {say(step === 'sending' ? 'status.withdrawing' : 'status.withdrawSure')}
          </button>
          <button type="button" class="button secondary" onClick={() => setStep('offered')}>
            {say('status.keep')}
          </button>
        </div>
      )}
    </div>
  )
}
