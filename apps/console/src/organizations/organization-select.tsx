import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { reading } from '../api.ts'
import { useSay } from '../preferences.tsx'
import { treeOf } from './tree.ts'
import './organization-select.css'

type Props = {
  value: string | undefined
  onChange: (id: string) => void
  /** Shows the list by itself, once this is true: never while the drawer around it is moving, or it stands beside. */
  opens?: boolean
  id?: string
  status?: 'error' | ''
}

/** 组织编码: found by typing a code or a name; the way down the tree stands beside it. */
export function OrganizationSelect({ value, onChange, opens = false, ...control }: Props) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const isEmpty = value === undefined
  useEffect(() => {
    if (opens && isEmpty) setOpen(true)
  }, [opens, isEmpty])
  const { data } = useQuery(reading('GET /api/console/organizations', {}))
  const options = treeOf(data?.rows ?? []).map(({ organization, path }) => ({
    value: organization.id,
    label: (
      <span className="organization-option">
        <b>{organization.code}</b>
        {organization.name}
        <span className="tertiary">{path.map((ancestor) => ancestor.name).join(' / ')}</span>
      </span>
    ),
    text: `${organization.code} ${organization.name}`.toLowerCase(),
  }))
  return (
    <Select
      {...control}
      value={value ?? null}
      onChange={onChange}
      options={options}
      autoFocus={opens}
      open={isOpen}
      onOpenChange={setOpen}
      placeholder={say('generate.pick')}
      notFoundContent={say('generate.nobody')}
      showSearch={{ filterOption: (input, option) => option?.text.includes(input.trim().toLowerCase()) ?? false }}
    />
  )
}
