import type { ConsoleCalls, QrCode } from '@mashang/contract'
import type { ReactNode } from 'react'
import { useSay } from '../../preferences.tsx'
import { codeImage } from '../generated/code-pane.tsx'
import { plateOf, shopName } from '../plate.ts'
import './poster.css'

type Tenant = ConsoleCalls['GET /api/console/me']['reply']['tenant']

/** Millimetres throughout: band 42, code 48. The code carries its own quiet zone. */
export function Poster({ code, tenant, phone }: { code: QrCode; tenant: Tenant; phone: string | undefined }) {
  const say = useSay()
  const { ground, ink } = plateOf(tenant.colour)
  // A colour too light for white letters is too light for lines on white paper.
  const stroke = ink === '#fff' ? ground : 'currentColor'
  return (
    <article className="poster" lang="zh-CN">
      <header style={{ background: ground, color: ink }}>
        <p>{shopName(tenant.brand, code.organization.name)}</p>
        <h2>{say('poster.title')}</h2>
        <p lang="en">{say('poster.english')}</p>
      </header>
      <img src={codeImage(code, 'svg')} alt={say('code.alt', { name: `${code.organization.name} · ${code.name}` })} />
      <ol>
        <Step stroke={stroke} name={say('poster.scan')}>
          <path d="M11 4h10a2 2 0 0 1 2 2v20a2 2 0 0 1-2 2H11a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM12 12v-2h2M20 12v-2h-2M12 18v2h2M20 18v2h-2M11.5 15h9M15 25h2" />
        </Step>
        <Step stroke={stroke} name={say('poster.fill')}>
          <path d="M7 5h18v22H7zM11 11h5M11 16h10M11 21h7" />
        </Step>
        <Step stroke={stroke} name={say('poster.receive')}>
          <path d="M4 8h24v17H4zM4.5 9l11.5 9 11.5-9" />
        </Step>
      </ol>
      <footer>
        <div>
          <strong>{say('poster.promise')}</strong>
          {phone && <span>{say('poster.phone', { phone })}</span>}
        </div>
        <div>
          <span>
            {code.name}　v{code.version}
          </span>
          <span>{code.shortName}</span>
        </div>
      </footer>
    </article>
  )
}

function Step({ name, stroke, children }: { name: string; stroke: string; children: ReactNode }) {
  return (
    <li>
      <svg
        viewBox="0 0 32 32"
        fill="none"
        stroke={stroke}
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {children}
      </svg>
      {name}
    </li>
  )
}
