import type { ApplicationView } from '@mashang/contract'
import { clockTime, type Step, stepsOf } from '@mashang/scan'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

/** The way of an application, each step with the time on the clock. */
export function Timeline({ application }: { application: ApplicationView }) {
  const { say } = useWords()
  return (
    <ol class="timeline" aria-label={say('status.progress')}>
      {stepsOf(application).map((step) => (
        <li key={step.name} class={`step ${step.state}`} aria-current={step.state === 'now' ? 'step' : undefined}>
          <Dot state={step.state} />
          <p class="step-title">
            {say(step.title)}
            <span class="unseen">{say(`step.state.${step.state}`)}</span>
          </p>
          {step.at && (
            <time class="note figures" dateTime={step.at}>
              {clockTime(step.at)}
            </time>
          )}
          {step.text && <p class="note step-text">{say(step.text)}</p>}
          {step.name === 'delivered' && <p class="note step-text">{application.email}</p>}
        </li>
      ))}
    </ol>
  )
}

function Dot({ state }: { state: Step['state'] }) {
  return (
    <span class="dot" aria-hidden="true">
      {state === 'done' && <Icon name="check" />}
    </span>
  )
}
