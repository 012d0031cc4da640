import type { Organization } from '@mashang/contract'
import { parseTaxpayerId } from '@mashang/invoice'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { fieldErrors } from '../api.ts'
import { useModalKeys } from '../keys/use-keys.ts'
import { Field } from '../parts/field.tsx'
import { useCommand } from '../parts/use-command.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { ownsSeller } from './tree.ts'

const fields = ['name', 'taxpayerId', 'address', 'phone', 'bank', 'account', 'drawer'] as const
type SellerField = (typeof fields)[number]
const optional: readonly SellerField[] = ['bank', 'account']

const words = {
  name: 'seller.name',
  taxpayerId: 'seller.taxpayer-id',
  address: 'seller.address',
  phone: 'seller.phone',
  bank: 'seller.bank',
  account: 'seller.account',
  drawer: 'seller.drawer',
} as const

/** An organization's own tax profile; a new one begins with what is in force now. */
export function SellerForm({ organization, onClose }: { organization: Organization | undefined; onClose: () => void }) {
  return organization ? <Form organization={organization} onClose={onClose} /> : null
}

function Form({ organization, onClose }: { organization: Organization; onClose: () => void }) {
  const say = useSay()
  const { tell } = useTell()
  const [texts, setTexts] = useState(() => textsOf(organization))
  const [troubles, setTroubles] = useState<Record<string, string>>({})
  const { mutateAsync, isPending } = useCommand('PUT /api/console/organizations/{id}/seller', { showsFields: true })

  const save = async () => {
    const missing = fields.filter((field) => !optional.includes(field) && !texts[field].trim())
    const found: Record<string, string> = Object.fromEntries(missing.map((field) => [field, say('org.need')]))
    // An odd check digit is the server's to judge: it knows the channel.
    if (texts.taxpayerId.trim() && !parseTaxpayerId(texts.taxpayerId, 'shape-only'))
      found['taxpayerId'] = say('org.id-wrong')
    setTroubles(found)
    if (Object.keys(found).length || isPending) return
    const { bank, account, ...needed } = texts
    try {
      await mutateAsync({
        params: { id: organization.id },
        body: { seller: { ...needed, bank: bank.trim() || undefined, account: account.trim() || undefined } },
      })
    } catch (error) {
      const refused = Object.entries(fieldErrors(error)).map(([path, text]) => [path.replace(/^seller\./, ''), text])
      return setTroubles(Object.fromEntries(refused))
    }
    tell('success', say('org.saved'))
    onClose()
  }
  useModalKeys(true, { 'Ctrl+Enter': () => void save() })
  return (
    <Modal
      title={`${say(ownsSeller(organization) ? 'org.edit-own' : 'org.set-own')} · ${organization.name}`}
      open
      onCancel={onClose}
      onOk={() => void save()}
      okText={say('do.save')}
      confirmLoading={isPending}
      width={520}
    >
      {fields.map((field, index) => (
        <Field key={field} label={say(words[field])} required={!optional.includes(field)} trouble={troubles[field]}>
          {(control) => (
            <Input
              {...control}
              autoFocus={index === 0}
              value={texts[field]}
              onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </Modal>
  )
}

function textsOf({ seller }: Organization): Record<SellerField, string> {
  return Object.fromEntries(fields.map((field) => [field, seller?.[field] ?? ''])) as Record<SellerField, string>
}
