import type { ComponentChildren, InputHTMLAttributes, Ref } from 'preact'
import { Icon } from './icon.tsx'

export type FieldProps = {
  id: string
  label: ComponentChildren
  value: string
  placeholder?: string
  onInput: (text: string) => void
  onLeave?: () => void
  /** What keeps the value from being accepted; shown in red. */
  problem?: string | undefined
  /** Wrong for a reason that is said elsewhere. */
  bad?: boolean
  /** What may be wrong with it, or was changed; the form goes on all the same. */
  advice?: string | undefined
  /** At the right end of the label's line. */
  verdict?: ComponentChildren
  /** Before the value, such as ¥. */
  prefix?: string
  /** Grey text right behind the value. */
  suffix?: string
  /** Long values wrap instead of being cut. */
  wraps?: boolean
  input?: InputHTMLAttributes<HTMLInputElement>
  inputRef?: Ref<HTMLInputElement>
}

/** One row of a form: the label above its value, so that long names can be read whole; all of it can be tapped. */
export function Field(props: FieldProps) {
  const { id, label, value, problem, advice, verdict, prefix, suffix, wraps, input, inputRef } = props
  const bad = Boolean(problem) || props.bad
  const look = bad ? 'bad' : advice ? 'odd' : ''
  const shared = {
    id,
    value,
    class: 'field-input',
    placeholder: props.placeholder ?? '',
    'aria-invalid': bad,
    'aria-describedby': problem || advice ? `${id}-said` : undefined,
    onBlur: props.onLeave,
  }
  return (
    <div class={`field ${look} ${prefix ? 'prefixed' : ''}`}>
      <label class="label field-label" for={id}>
        {label}
      </label>
      {verdict && <span class="verdict">{verdict}</span>}
      {prefix && (
        <span class="field-prefix" aria-hidden="true">
          {prefix}
        </span>
      )}
      {wraps ? (
        <Wrapping text={value} suffix={suffix}>
          <textarea
            {...(shared as object)}
            {...(input as object)}
            rows={1}
            ref={inputRef as unknown as Ref<HTMLTextAreaElement>}
            onInput={(event) => props.onInput(event.currentTarget.value.replace(/\n/g, ' '))}
            onKeyDown={(event) => submitOnEnter(event)}
          />
        </Wrapping>
      ) : (
        <input
          {...shared}
          {...input}
          ref={inputRef ?? null}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      {(problem || advice) && (
        <p class="said" id={`${id}-said`}>
          <Icon name={problem ? 'alert' : 'info'} />
          {problem ?? advice}
        </p>
      )}
    </div>
  )
}

/** An unseen copy of the text makes the room that a text area needs, and carries the suffix behind its last character. */
function Wrapping({
  text,
  suffix,
  children,
}: {
  text: string
  suffix?: string | undefined
  children: ComponentChildren
}) {
  return (
    <div class="wrapping">
      <span class="field-input copy" aria-hidden="true">
        {text}
        <span class="suffix">{text && suffix}</span>
        {'\u200b'}
      </span>
      {children}
    </div>
  )
}

/** Enter submits like in any one-line field; while an input method is composing, it only chooses a word. */
function submitOnEnter(event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }): void {
  if (event.key !== 'Enter' || event.isComposing) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}
