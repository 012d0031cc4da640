import type { Organization } from '@mashang/contract'
import type { Ref } from 'react'
import { OrganizationSelect } from '../../organizations/organization-select.tsx'
import { Field } from '../../parts/field.tsx'
import { useSay } from '../../preferences.tsx'
import { ExpiryRow, ModeRow, NameRow, NoticeRow } from '../code-field-rows.tsx'
import { activeNamesake, type CodeFields, type FieldTrouble } from '../code-fields.ts'
import { SellerCard } from './seller-card.tsx'

type Props = {
  ref: Ref<HTMLDivElement>
  /** The drawer has come to rest. */
  isOpen: boolean
  organization: Organization | undefined
  organizationId: string | undefined
  onOrganization: (id: string) => void
  fields: CodeFields
  trouble: FieldTrouble
  onChange: (changes: Partial<CodeFields>) => void
  onOpenCode: (id: string) => void
}

export function GenerateForm({
  ref,
  isOpen,
  organization,
  organizationId,
  onOrganization,
  onOpenCode,
  ...rest
}: Props) {
  const say = useSay()
  const sameName = activeNamesake(organization, rest.fields.name)
  return (
    <div className="generate-form" ref={ref}>
      <section>
        <h2>{say('generate.basics')}</h2>
        <Field label={say('qr.organization-code')} required trouble={rest.trouble.organization}>
          {(control) => (
            <>
              <OrganizationSelect {...control} opens={isOpen} value={organizationId} onChange={onOrganization} />
              {organization && <Existing organization={organization} onOpenCode={onOpenCode} />}
            </>
          )}
        </Field>
        <NameRow {...rest} warning={sameName ? say('generate.same-name', { name: sameName }) : undefined} />
        <SellerCard organization={organization} />
      </section>
      <section>
        <h2>{say('generate.issuing')}</h2>
        <ModeRow {...rest} />
        <ExpiryRow {...rest} />
      </section>
      <section>
        <h2>{say('generate.page')}</h2>
        <NoticeRow {...rest} />
      </section>
    </div>
  )
}

/** A second code is fine; one made twice by mistake is not. */
function Existing({ organization, onOpenCode }: { organization: Organization; onOpenCode: (id: string) => void }) {
  const say = useSay()
  const { qrCodes } = organization
  if (qrCodes.length === 0) return null
  return (
    <p className="secondary small generate-existing">
      {say('generate.existing', { n: qrCodes.length })}
      {qrCodes.map((code, index) => (
        <span key={code.id}>
          {index > 0 && '、'}
          <button type="button" className="link" onClick={() => onOpenCode(code.id)}>
            {code.name}
          </button>
        </span>
      ))}
      {say('generate.existing-end')}
    </p>
  )
}
