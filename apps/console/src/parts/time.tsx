import { agoOrTime, exactTime, shortTime } from '../format.ts'
import { useSay } from '../preferences.tsx'

/** The time in short, the exact one on hover. */
export function ShortTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {shortTime(at)}
    </time>
  )
}

export function Ago({ at }: { at: string | undefined }) {
  const say = useSay()
  if (!at) return '—'
  return (
    <time dateTime={at} title={exactTime(at)}>
      {agoOrTime(say, at)}
    </time>
  )
}
