import type { ReactNode } from 'react'
import './facts.css'

/** Names left, values right of them. A fact without a value is not shown. */
export function Facts({
  rows,
  label = 72,
}: {
  rows: readonly (readonly [name: string, value: ReactNode])[]
  label?: number
}) {
  return (
    <dl className="facts" style={{ gridTemplateColumns: `${label}px minmax(0, 1fr)` }}>
      {rows
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
