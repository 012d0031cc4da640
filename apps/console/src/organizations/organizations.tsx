import type { Organization } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { reading } from '../api.ts'
import { Key } from '../keys/key.tsx'
import { useKeys } from '../keys/use-keys.ts'
import { ListHead } from '../list/list-head.tsx'
import { useSay } from '../preferences.tsx'
import { LoadTrouble } from '../shell/trouble.tsx'
import { OrganizationForm } from './organization-form.tsx'
import { OrganizationPanel } from './organization-panel.tsx'
import { OrganizationTree } from './organization-tree.tsx'
import { SellerForm } from './seller-form.tsx'
import './organizations.css'

const route = getRouteApi('/signed-in/shell/organizations')

/** What is being typed: a new organization (below another), the facts of one, or its tax profile. */
export type Editing =
  | { kind: 'new'; below: string | undefined }
  | { kind: 'facts' | 'seller'; organization: Organization }

/** 组织: the tree left, the one chosen right, and where its tax profile comes from. */
export function Organizations() {
  const say = useSay()
  const { id, q, lacking } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery(reading('GET /api/console/organizations', {}))
  const [editing, setEditing] = useState<Editing>()
  const rows = list.data?.rows
  const chosen = rows?.find((row) => row.id === id)
  const change = (changes: ReturnType<typeof route.useSearch>) =>
    void navigate({ search: (all) => ({ ...all, ...changes }), replace: true })
  useKeys({
    n: () => setEditing({ kind: 'new', below: id }),
    e: () => chosen && setEditing({ kind: 'facts', organization: chosen }),
  })
  const stop = () => setEditing(undefined)

  return (
    <div className="organizations" data-chosen={chosen !== undefined}>
      <div className="organizations-head">
        <ListHead
          title={say('org.title')}
          facts={rows && say('org.facts', { n: rows.length, ready: rows.filter((row) => row.seller).length })}
        >
          <Button type="primary" onClick={() => setEditing({ kind: 'new', below: id })}>
            {say('org.new')} <Key>N</Key>
          </Button>
        </ListHead>
      </div>
      {list.error && !rows ? (
        <LoadTrouble error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <OrganizationTree rows={rows} selected={id} q={q} lacking={lacking === true} onSearch={change} />
      )}
      {rows && (
        <OrganizationPanel
          organization={chosen}
          rows={rows}
          onEdit={setEditing}
          onClose={() => change({ id: undefined })}
        />
      )}
      <OrganizationForm
        editing={editing?.kind === 'seller' ? undefined : editing}
        onClose={stop}
        onDone={(organization) => {
          stop()
          change({ id: organization.id, q: undefined, lacking: undefined })
        }}
      />
      <SellerForm organization={editing?.kind === 'seller' ? editing.organization : undefined} onClose={stop} />
    </div>
  )
}
