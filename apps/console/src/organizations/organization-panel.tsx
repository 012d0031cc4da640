import type { Organization } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { Key } from '../keys/key.tsx'
import { Facts } from '../parts/facts.tsx'
import { LeftIcon } from '../parts/icons.tsx'
import { useCommand } from '../parts/use-command.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import type { Editing } from './organizations.tsx'
import { SellerFacts } from './seller-facts.tsx'
import { heirsOf, ownsSeller, treeOf } from './tree.ts'

type Props = {
  organization: Organization | undefined
  rows: readonly Organization[]
  onEdit: (editing: Editing) => void
  onClose: () => void
}

export function OrganizationPanel({ organization, rows, onEdit, onClose }: Props) {
  const say = useSay()
  if (!organization) return <aside className="organization-panel organization-none tertiary">{say('org.pick')}</aside>
  const { name, code, kind, qrCodes, phone, openingHours } = organization
  return (
    <aside className="organization-panel" aria-label={name}>
      <Button className="phone-back" type="text" icon={<LeftIcon />} onClick={onClose}>
        {say('do.back')}
      </Button>
      <header>
        <div>
          <h2>
            {name} <span className="tertiary">{code}</span>
          </h2>
          <p className="secondary">{say('org.panel-facts', { kind: say(`kind.${kind}`), n: qrCodes.length })}</p>
        </div>
        <Button onClick={() => onEdit({ kind: 'facts', organization })}>
          {say('org.edit')} <Key>E</Key>
        </Button>
      </header>
      <Source organization={organization} rows={rows} />
      <SellerSection organization={organization} rows={rows} onEdit={onEdit} />
      {(phone || openingHours) && (
        <section>
          <h3>{say('org.contact')}</h3>
          <Facts
            rows={[
              [say('org.phone'), phone],
              [say('org.hours'), openingHours],
            ]}
          />
        </section>
      )}
      <section className="organization-actions">
        {organization.seller && (
          <Link to="/qr-codes" search={{ new: organization.id }} className="button-link">
            {say('qr.generate')}
          </Link>
        )}
        <Button onClick={() => onEdit({ kind: 'new', below: organization.id })}>{say('org.add-child')}</Button>
      </section>
    </aside>
  )
}

type SectionProps = Pick<Props, 'rows'> & { organization: Organization }

/** The way down the tree, with a filled dot where the profile in force is set. */
function Source({ organization, rows }: SectionProps) {
  const say = useSay()
  const path = treeOf(rows).find((node) => node.organization.id === organization.id)?.path ?? []
  const giver = ownsSeller(organization) ? organization.code : organization.sellerFrom?.code
  return (
    <section>
      <h3>{say('org.where')}</h3>
      <ol className="source">
        {[...path, organization].map((step) => (
          <li key={step.id} className={step.code === giver ? 'source-here' : undefined}>
            <span>{step.name}</span>
            {step.code === giver ? (
              <Link to="/organizations" search={{ id: step.id }}>
                {say('org.set-here')}
              </Link>
            ) : (
              <span className="tertiary">{say('org.not-set')}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function SellerSection({ organization, rows, onEdit }: SectionProps & Pick<Props, 'onEdit'>) {
  const say = useSay()
  const inherit = useInherit(organization)
  const { seller, parentId, name } = organization
  const isOwn = ownsSeller(organization)
  const heirs = isOwn ? heirsOf(organization.id, rows).length : 0
  const edit = () => onEdit({ kind: 'seller', organization })
  if (!seller)
    return (
      <section>
        <p className="seller-missing">{say('org.no-seller')}</p>
        <Button type="primary" onClick={edit}>
          {say('org.set-own')}
        </Button>
      </section>
    )
  return (
    <section>
      <h3>{say('org.used')}</h3>
      <SellerFacts seller={seller} />
      {heirs > 0 && <p className="secondary">{say('org.affects', { name, n: heirs })}</p>}
      <div className="organization-actions">
        <Button onClick={edit}>{say(isOwn ? 'org.edit-own' : 'org.own-instead')}</Button>
        {isOwn && parentId && (
          <Button type="text" onClick={inherit}>
            {say('org.inherit')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** Asks once, with the consequence in words. */
function useInherit({ id, name }: Organization) {
  const say = useSay()
  const { modal } = App.useApp()
  const { tell } = useTell()
  const { mutateAsync } = useCommand('PUT /api/console/organizations/{id}/seller')
  return () =>
    modal.confirm({
      title: say('org.inherit-title'),
      content: say('org.inherit-text', { name }),
      okText: say('org.inherit'),
      icon: null,
      onOk: async () => {
        await mutateAsync({ params: { id }, body: { seller: null } })
        tell('success', say('org.inherit-done'))
      },
    })
}
