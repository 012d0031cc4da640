import { type ReactNode, useId } from 'react'
import './field.css'

/** What ties a control to its label and to what is wrong with it. */
type Control = {
  id?: string
  role?: 'group'
  'aria-labelledby'?: string
  'aria-required'?: boolean
  'aria-invalid'?: boolean
  'aria-describedby'?: string
  status?: 'error' | ''
}

type Props = {
  label: string
  required?: boolean
  /** Several controls under one name. */
  group?: boolean
  trouble?: string | undefined
  /** Worth a second thought; nothing is held up by it. */
  warning?: string | undefined
  children: (control: Control) => ReactNode
}

/** Label left, control right, trouble or warning below. */
export function Field({ label, required = false, group = false, trouble, warning, children }: Props) {
  const id = useId()
  const described = trouble || warning ? { 'aria-describedby': `${id}-trouble` } : {}
  const control: Control = group
    ? { 'aria-labelledby': `${id}-label`, role: 'group', ...described }
    : {
        id,
        ...(required ? { 'aria-required': true } : {}),
        ...(trouble ? { 'aria-invalid': true, status: 'error' } : {}),
        ...described,
      }
  const labelClass = required ? 'field-label field-required' : 'field-label'
  return (
    <div className="field">
      {group ? (
        <span className={labelClass} id={`${id}-label`}>
          {label}
        </span>
      ) : (
        <label className={labelClass} htmlFor={id}>
          {label}
        </label>
      )}
      <div className="field-control">
        {children(control)}
        {trouble && (
          <div className="field-trouble" id={`${id}-trouble`} role="alert">
            {trouble}
          </div>
        )}
        {warning && !trouble && (
          <div className="field-warning" id={`${id}-trouble`} role="status">
            {warning}
          </div>
        )}
      </div>
    </div>
  )
}
