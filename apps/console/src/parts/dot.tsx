import type { ReactNode } from 'react'
import './dot.css'

export type Tone = 'ok' | 'warn' | 'bad' | 'off' | 'busy' | 'open'

/** A state beside others that differ: the word says it, the dot helps the eye. */
export function Dot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`dot dot-${tone}`}>
      <span className="dot-text">{children}</span>
    </span>
  )
}
