import type { QrCode } from '@mashang/contract'
import { count, shortTime } from '../../format.ts'
import { Dot, type Tone } from '../../parts/dot.tsx'
import { Ago } from '../../parts/time.tsx'
import { useSay } from '../../preferences.tsx'
import { Bars } from './bars.tsx'

type Version = QrCode['versions'][number]

export function UsePane({ code }: { code: QrCode }) {
  const say = useSay()
  return (
    <>
      <section>
        <h2 className="small-title">{say('code.use')}</h2>
        <div className="figures">
          <Figure name={say('code.scans')} value={count(code.scans)} note={say('code.today', { n: code.scansToday })} />
          <Figure
            name={say('qr.submitted')}
            value={count(code.submitted)}
            note={say('code.today', { n: code.submittedToday })}
          />
          <Figure
            name={say('qr.issued')}
            value={count(code.issued)}
            note={say('code.today', { n: code.issuedToday })}
          />
          <Figure name={say('code.success')} value={percentOf(code)} note={say('code.of-requests')} />
          <div>
            <span className="tertiary small">{say('qr.last-scan')}</span>
            <b className="figure-words">{code.lastScanAt ? <Ago at={code.lastScanAt} /> : say('code.never')}</b>
          </div>
        </div>
        <Bars days={code.scansByDay} />
      </section>
      <section>
        <h2 className="small-title">{say('code.versions')}</h2>
        <table className="versions">
          <tbody>
            {code.versions.map((version) => (
              <VersionRow key={version.version} version={version} status={code.status} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div>
      <span className="tertiary small">{name}</span>
      <b>{value}</b>
      <span className="tertiary small">{note}</span>
    </div>
  )
}

const tones: Record<Version['state'], Tone> = { current: 'ok', grace: 'warn', replaced: 'off' }

function VersionRow({
  version: { version, shortName, state, from, until, by },
  status,
}: {
  version: Version
  status: QrCode['status']
}) {
  const say = useSay()
  const end = until ? shortTime(until) : ''
  // Whatever its version, a code that is off or over leads nowhere.
  const dead = state !== 'replaced' && (status === 'disabled' || status === 'expired') ? status : undefined
  return (
    <tr>
      <th scope="row">{say('code.version', { n: version })}</th>
      <td>{shortName}</td>
      <td>
        <Dot tone={dead ? 'off' : tones[state]}>
          {dead ? say(`status.${dead}`) : say(`code.${state}`, { time: end })}
        </Dot>
      </td>
      <td className="secondary">
        {state === 'replaced' && end
          ? say('code.from-to', { from: shortTime(from), to: end })
          : say('code.since', { from: shortTime(from) })}
      </td>
      <td className="secondary">{by}</td>
    </tr>
  )
}

/** Issued of requested, to one decimal. */
function percentOf({ issued, submitted }: QrCode): string {
  return submitted ? `${Math.round((issued / submitted) * 1000) / 10}%` : '—'
}
