import type { QrCode } from '@mashang/contract'
import { count } from '../../format.ts'
import { useSay } from '../../preferences.tsx'

const HEIGHT = 44
const STEP = 18

/** Scans by day, today in the strong blue. Direct labels instead of axes. */
export function Bars({ days }: { days: QrCode['scansByDay'] }) {
  const say = useSay()
  const most = Math.max(1, ...days.map((day) => day.scans))
  const total = days.reduce((sum, day) => sum + day.scans, 0)
  const title = say('code.thirty', { n: total })
  return (
    <figure className="bars">
      <svg viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={title}>
        {days.map(({ day, scans }, index) => {
          const height = scans ? Math.max(2, (scans / most) * HEIGHT) : 1
          return (
            <rect
              key={day}
              x={index * STEP + 3}
              y={HEIGHT - height}
              width={STEP - 6}
              height={height}
              className={index === days.length - 1 ? 'bar-today' : 'bar'}
            >
              <title>{say('code.bar', { day: day.slice(5), n: count(scans) })}</title>
            </rect>
          )
        })}
      </svg>
      <figcaption className="tertiary small">
        <span>{days[0]?.day.slice(5)}</span>
        <span>{title}</span>
        <span>{days.at(-1)?.day.slice(5)}</span>
      </figcaption>
    </figure>
  )
}
