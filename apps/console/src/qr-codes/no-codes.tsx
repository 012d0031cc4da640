import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { reading } from '../api.ts'
import { Key } from '../keys/key.tsx'
import { lacksSeller } from '../organizations/tree.ts'
import { Dot } from '../parts/dot.tsx'
import { useSay } from '../preferences.tsx'
import { SampleCode } from './sample-code.tsx'
import './no-codes.css'

/** The first visit: what a code is for, and the three steps to one on the counter. */
export function NoCodes({ onGenerate }: { onGenerate: () => void }) {
  const say = useSay()
  const { data: me } = useQuery(reading('GET /api/console/me', {}))
  const { data: organizations } = useQuery(reading('GET /api/console/organizations', {}))
  const rows = organizations?.rows ?? []
  const ready = rows.filter((row) => row.seller).length
  const lacking = rows.filter(lacksSeller).length
  const store = rows.find((row) => row.kind === 'store')
  return (
    <div className="no-codes">
      <div>
        <h2>{say('empty.title')}</h2>
        <p className="secondary no-codes-lead">{say('empty.lead')}</p>
        <ol>
          <Step
            number={1}
            title={say('empty.check')}
            hint={
              <>
                <Dot tone="ok">{say('empty.ready', { n: ready })}</Dot>
                {lacking > 0 && <Dot tone="bad">{say('empty.lacking', { n: lacking })}</Dot>}
              </>
            }
          >
            <Link to="/organizations" search={lacking > 0 ? { lacking: true } : {}}>
              {say(lacking > 0 ? 'empty.complete' : 'empty.view')}
            </Link>
          </Step>
          <Step number={2} title={say('empty.first')} hint={say('empty.first.hint')}>
            <Button type="primary" size="large" onClick={onGenerate}>
              {say('qr.generate')} <Key>N</Key>
            </Button>
          </Step>
          <Step number={3} title={say('empty.print')} hint={say('empty.print.hint')}>
            <span className="tertiary">{say('empty.next')}</span>
          </Step>
        </ol>
      </div>
      <figure>
        <div className="no-codes-card">
          <strong>{[me?.tenant.brand, store?.name].filter(Boolean).join(' · ')}</strong>
          <span className="tertiary small">{say('poster.title')}</span>
          <SampleCode />
          <span>
            {say('poster.scan')} → {say('poster.fill')} → {say('poster.receive')}
          </span>
          <span className="tertiary small">{say('poster.promise')}</span>
        </div>
        <figcaption className="tertiary small">{say('empty.sample')}</figcaption>
      </figure>
    </div>
  )
}

type StepProps = { number: number; title: string; hint: ReactNode; children: ReactNode }

function Step({ number, title, hint, children }: StepProps) {
  return (
    <li>
      <span className="tertiary no-codes-number">{number}</span>
      <div>
        <h3>{title}</h3>
        <div className="secondary no-codes-hint">{hint}</div>
      </div>
      {children}
    </li>
  )
}
