import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Refusal } from '../api.ts'
import { useSay } from '../preferences.tsx'
import './trouble.css'

export function Nowhere() {
  const say = useSay()
  return (
    <main className="trouble">
      <h1>{say('trouble.page')}</h1>
      <p>
        <Link to="/qr-codes" search={{}}>
          {say('trouble.home')}
        </Link>
      </p>
    </main>
  )
}

/** A page that threw: the server could not be reached, or we have a bug. */
export function Broken({ error }: ErrorComponentProps) {
  const say = useSay()
  return (
    <main className="trouble">
      <h1>{error instanceof Refusal ? refusalText(error, say('trouble.offline')) : say('trouble.broken')}</h1>
      <Button onClick={() => location.reload()}>{say('trouble.reload')}</Button>
    </main>
  )
}

/** In place of what could not be loaded. */
export function LoadTrouble({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const say = useSay()
  const request = error instanceof Refusal && error.problem !== 'offline' ? error.problem.requestId : undefined
  return (
    <div className="trouble" role="alert">
      <h2>{say('trouble.load')}</h2>
      <p className="secondary">{error instanceof Refusal && refusalText(error, say('trouble.offline'))}</p>
      {request && <p className="tertiary small">{say('trouble.request', { id: request })}</p>}
      <Button onClick={onRetry}>{say('do.retry')}</Button>
    </div>
  )
}

export function refusalText(error: unknown, offline: string): string {
  return error instanceof Refusal && error.problem !== 'offline' ? error.problem.title : offline
}
