import { useRef } from 'react'
import { count } from '../format.ts'
import './views.css'

export type View<T> = { value: T; label: string; count?: number | undefined; urgent?: boolean }

type Props<T> = { label: string; views: readonly View<T>[]; value: T; onChange: (value: T) => void }

/** Saved views with counts. Only a view that needs somebody carries colour. */
export function Views<T extends string | undefined>({ label, views, value, onChange }: Props<T>) {
  const list = useRef<HTMLDivElement>(null)
  const step = (by: number) => {
    const index = views.findIndex((view) => view.value === value) + by
    const view = views[(index + views.length) % views.length]
    if (!view) return
    onChange(view.value)
    list.current?.querySelectorAll('button')[views.indexOf(view)]?.focus()
  }
  return (
    <div className="views" role="tablist" aria-label={label} ref={list}>
      {views.map((view) => (
        <button
          key={view.value ?? ''}
          type="button"
          role="tab"
          className="view"
          aria-selected={view.value === value}
          tabIndex={view.value === value ? 0 : -1}
          onClick={() => onChange(view.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') step(1)
            if (event.key === 'ArrowLeft') step(-1)
          }}
        >
          {view.label}
          {view.count !== undefined && (
            <span className={view.urgent && view.count > 0 ? 'bad' : 'tertiary'}>{count(view.count)}</span>
          )}
        </button>
      ))}
    </div>
  )
}
