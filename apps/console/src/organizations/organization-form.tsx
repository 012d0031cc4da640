import type { Organization } from '@mashang/contract'
import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { fieldErrors, Refusal } from '../api.ts'
import { useModalKeys } from '../keys/use-keys.ts'
import { Field } from '../parts/field.tsx'
import { useCommand } from '../parts/use-command.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { OrganizationSelect } from './organization-select.tsx'
import type { Editing } from './organizations.tsx'

type Target = Exclude<Editing, { kind: 'seller' }>
type Props = { editing: Target | undefined; onClose: () => void; onDone: (organization: Organization) => void }

/** A new organization below another, or the facts of one. */
export function OrganizationForm({ editing, onClose, onDone }: Props) {
  return editing ? <Form editing={editing} onClose={onClose} onDone={onDone} /> : null
}

const kinds = ['store', 'company', 'branch', 'department'] as const

function Form({ editing, onClose, onDone }: Props & { editing: Target }) {
  const say = useSay()
  const given = editing.kind === 'facts' ? editing.organization : undefined
  const [place, setPlace] = useState<Place>({ parentId: editing.kind === 'new' ? editing.below : undefined, code: '' })
  const [facts, setFacts] = useState<Facts>({
    name: given?.name ?? '',
    kind: given?.kind ?? 'store',
    phone: given?.phone ?? '',
    openingHours: given?.openingHours ?? '',
  })
  const { save, isPending, troubles } = useSave(onDone)
  const submit = () => void save(given, place, facts)
  useModalKeys(true, { 'Ctrl+Enter': submit })
  return (
    <Modal
      title={given ? `${say('org.edit')} · ${given.code}` : say('org.new')}
      open
      onCancel={onClose}
      onOk={submit}
      okText={say('do.save')}
      confirmLoading={isPending}
      width={520}
    >
      {!given && <PlaceFields place={place} troubles={troubles} onChange={setPlace} />}
      <FactFields facts={facts} troubles={troubles} autoFocus={given !== undefined} onChange={setFacts} />
    </Modal>
  )
}

type Troubles = Record<string, string>
type PlaceProps = { place: Place; troubles: Troubles; onChange: (place: Place) => void }

/** Where it hangs in the tree; neither changes later. */
function PlaceFields({ place, troubles, onChange }: PlaceProps) {
  const say = useSay()
  return (
    <>
      <Field label={say('org.parent')} required trouble={troubles['parentId']}>
        {(control) => (
          <OrganizationSelect
            {...control}
            value={place.parentId}
            onChange={(parentId) => onChange({ ...place, parentId })}
          />
        )}
      </Field>
      <Field label={say('org.code')} required trouble={troubles['code']}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={place.code}
            maxLength={30}
            onChange={(event) => onChange({ ...place, code: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

type FactsProps = { facts: Facts; troubles: Troubles; autoFocus: boolean; onChange: (facts: Facts) => void }

function FactFields({ facts, troubles, autoFocus, onChange }: FactsProps) {
  const say = useSay()
  const text = (
    field: 'name' | 'phone' | 'openingHours',
    label: string,
    more: { placeholder?: string; autoFocus?: boolean },
  ) => (
    <Field label={label} required={field === 'name'} trouble={troubles[field]}>
      {(control) => (
        <Input
          {...control}
          {...more}
          value={facts[field]}
          maxLength={60}
          onChange={(event) => onChange({ ...facts, [field]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      {text('name', say('org.name'), { autoFocus })}
      <Field label={say('org.kind')} required>
        {(control) => (
          <Select
            {...control}
            value={facts.kind}
            onChange={(kind) => onChange({ ...facts, kind })}
            options={kinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
          />
        )}
      </Field>
      {text('phone', say('org.phone'), { placeholder: say('org.phone-hint') })}
      {text('openingHours', say('org.hours'), { placeholder: say('org.hours-hint') })}
    </>
  )
}

type Place = { parentId: string | undefined; code: string }
type Facts = { kind: Organization['kind']; name: string; phone: string; openingHours: string }

function useSave(onDone: (organization: Organization) => void) {
  const say = useSay()
  const { tell } = useTell()
  const [troubles, setTroubles] = useState<Troubles>({})
  const add = useCommand('POST /api/console/organizations', { showsFields: true })
  const change = useCommand('PATCH /api/console/organizations/{id}', { showsFields: true })

  const save = async (given: Organization | undefined, place: Place, facts: Facts) => {
    const code = place.code.trim()
    const name = facts.name.trim()
    const need = say('org.need')
    const found = {
      ...(name ? {} : { name: need }),
      ...(given || code ? {} : { code: need }),
      ...(given || place.parentId ? {} : { parentId: need }),
    }
    setTroubles(found)
    if (Object.keys(found).length || add.isPending || change.isPending) return
    const { kind } = facts
    const phone = facts.phone.trim()
    const openingHours = facts.openingHours.trim()
    try {
      const saved = given
        ? // Null clears: an absent field would stay as it is.
          await change.mutateAsync({
            params: { id: given.id },
            body: { name, kind, phone: phone || null, openingHours: openingHours || null },
          })
        : await add.mutateAsync({
            body: {
              parentId: place.parentId ?? '',
              code,
              name,
              kind,
              phone: phone || undefined,
              openingHours: openingHours || undefined,
            },
          })
      tell('success', given ? say('org.saved') : say('org.created', { name: saved.name }))
      onDone(saved)
    } catch (error) {
      setTroubles(isCodeTaken(error) ? { code: error.message } : fieldErrors(error))
    }
  }
  return { save, isPending: add.isPending || change.isPending, troubles }
}

function isCodeTaken(error: unknown): error is Refusal {
  return error instanceof Refusal && error.problem !== 'offline' && error.problem.code === 'organization-code-taken'
}
