import type { ApplicationView } from '@mashang/contract'
import { type Happening, pollAfterMs } from '@mashang/scan'
import { useEffect, useState } from 'preact/hooks'
import { call } from './api.ts'

/**
 * Looks again and again as long as something may change; not while the page is out of sight, and at once when it comes
 * back. Returns whether the last look failed.
 */
export function useLive(
  application: ApplicationView,
  t: string | undefined,
  happen: (happening: Happening) => void,
): boolean {
  const [looks, setLooks] = useState(0)
  const [lost, setLost] = useState(false)
  const { ref, status } = application

  // What has just changed may soon change again.
  useEffect(() => setLooks(0), [status, application.deliveries.length])

  useEffect(() => {
    const wait = pollAfterMs(application, looks)
    if (wait === undefined) return
    const abort = new AbortController()
    async function look() {
      if (document.hidden) return
      const result = await call(
        'GET /api/consumer/applications/{ref}',
        { params: { ref }, query: { t } },
        { signal: abort.signal },
      ).catch(() => undefined)
      if (!result) return
      setLost(!result.ok)
      setLooks((count) => count + 1)
      if (result.ok) happen({ kind: 'seen', application: result.value })
      else happen({ kind: 'refused', problem: result.problem })
    }
    const timer = setTimeout(look, wait)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      abort.abort()
      document.removeEventListener('visibilitychange', look)
    }
  }, [application, looks])
  return lost
}
