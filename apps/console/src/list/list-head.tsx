import type { ReactNode } from 'react'
import './list.css'

/** Title, one sentence of facts, actions with the primary one last. */
export function ListHead({ title, facts, children }: { title: string; facts?: ReactNode; children?: ReactNode }) {
  return (
    <div className="list-head">
      <h1>{title}</h1>
      <p className="tertiary">{facts}</p>
      <div className="list-actions">{children}</div>
    </div>
  )
}
