import type { ApplicationView } from '@mashang/contract'

const ended = ['rejected', 'withdrawn'] as const satisfies readonly ApplicationView['status'][]

/** Whether nothing more will happen: rejected, withdrawn, or issued with every document made and every mail sent. */
function isSettled({ status, invoice, deliveries }: ApplicationView): boolean {
  if (status !== 'issued') return ended.some((end) => end === status)
  const made = (invoice?.documents.length ?? 0) > 0
  return made && deliveries.every(({ status }) => status !== 'due')
}

/**
 * How long to wait before looking again, in ms; undefined when there is nothing to wait for. Every second while the
 * channel works, every three while a person must act, slowing to twenty: a page left open must not tire the server.
 */
export function pollAfterMs(application: ApplicationView, looks: number): number | undefined {
  if (isSettled(application)) return undefined
  const waitsForPeople = ['reviewing', 'blocked', 'refused'].includes(application.status)
  const first = waitsForPeople ? 3_000 : 1_000
  return Math.min(20_000, Math.round(first * 1.15 ** Math.max(0, looks - 20)))
}
