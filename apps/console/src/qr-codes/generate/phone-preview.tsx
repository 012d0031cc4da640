import type { Organization } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { reading } from '../../api.ts'
import { isTest } from '../../organizations/use-channel.ts'
import { useSay } from '../../preferences.tsx'
import type { CodeFields } from '../code-fields.ts'
import { plateOf, shopName } from '../plate.ts'
import { DoneStep, ReceiptStep, TitleStep } from './phone-steps.tsx'
import './phone-preview.css'

type Step = 'receipt' | 'title' | 'done'

/** The consumer's page as it will be, drawn anew at every key. A picture: nothing in it can be pressed. */
export function PhonePreview({ organization, fields }: { organization: Organization | undefined; fields: CodeFields }) {
  const say = useSay()
  const steps: Step[] = fields.mode === 'order-match' ? ['receipt', 'title', 'done'] : ['title', 'done']
  const [chosen, setChosen] = useState<Step>()
  const step = chosen && steps.includes(chosen) ? chosen : (steps[0] ?? 'title')
  return (
    <aside className="preview">
      <div className="preview-head">
        <h3>{say('generate.preview')}</h3>
        <Segmented
          size="small"
          aria-label={say('generate.preview')}
          value={step}
          onChange={setChosen}
          options={steps.map((value) => ({ value, label: say(`phone.${value}`) }))}
        />
      </div>
      <div className="phone" aria-hidden="true">
        <div className="phone-screen">
          <div className="phone-status">
            <b>14:32</b>
            {say('phone.page')}
          </div>
          <ShopCard organization={organization} />
          {fields.notice && step !== 'done' && <div className="phone-card phone-notice">{fields.notice}</div>}
          {step === 'receipt' && <ReceiptStep />}
          {step === 'title' && <TitleStep />}
          {step === 'done' && <DoneStep mode={fields.mode} />}
          {step !== 'done' && (
            <PhoneFoot organization={organization}>{say(step === 'receipt' ? 'phone.next' : 'phone.submit')}</PhoneFoot>
          )}
        </div>
      </div>
      <p className="tertiary small">{say('generate.preview-live')}</p>
    </aside>
  )
}

function ShopCard({ organization }: { organization: Organization | undefined }) {
  const say = useSay()
  const { data: me } = useQuery(reading('GET /api/console/me', {}))
  const { brand = '', colour } = me?.tenant ?? {}
  const { ground, ink } = plateOf(colour)
  return (
    <div className="phone-card phone-shop">
      <span className="phone-logo" style={{ background: ground, color: ink }}>
        {[...brand][0]}
      </span>
      <div>
        <b className="clip">{shopName(brand, organization?.name)}</b>
        <span className="clip">{organization?.seller?.name ?? '—'}</span>
        {isTest(organization?.seller?.channel) && <span className="phone-test">{say('phone.test')}</span>}
      </div>
    </div>
  )
}

function PhoneFoot({ organization, children }: { organization: Organization | undefined; children: ReactNode }) {
  const say = useSay()
  const contact = [organization?.phone, organization?.openingHours].filter(Boolean).join(' · ')
  return (
    <div className="phone-foot">
      <div className="phone-button">{children}</div>
      {contact && <span>{contact}</span>}
      <span>{say('phone.promise')}</span>
    </div>
  )
}
