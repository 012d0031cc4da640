import { useWords } from '../words.ts'

/** What happens with a title whose amount the staff fill in. */
export function ThreeSteps() {
  const { say } = useWords()
  return (
    <ol class="three-steps" aria-label={say('steps.label')}>
      {(['steps.title', 'steps.amount', 'steps.invoice'] as const).map((word, index) => (
        <li key={word} aria-current={index === 0 ? 'step' : undefined}>
          <span class="badge" aria-hidden="true">
            {index + 1}
          </span>
          {say(word)}
        </li>
      ))}
    </ol>
  )
}
