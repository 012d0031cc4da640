import type { Organization } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { count } from '../format.ts'
import { type Column, Grid } from '../list/grid.tsx'
import { NothingFound } from '../list/nothing-found.tsx'
import { SearchField } from '../list/search-field.tsx'
import { DownIcon, RightIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import { ChannelText } from './seller-facts.tsx'
import { lacksSeller, type Node, ownsSeller, treeOf } from './tree.ts'

type Search = { id?: string | undefined; q?: string | undefined; lacking?: true | undefined }

type Props = {
  rows: Organization[] | undefined
  selected: string | undefined
  q: string | undefined
  lacking: boolean
  onSearch: (changes: Search) => void
}

export function OrganizationTree({ rows, selected, q, lacking, onSearch }: Props) {
  const say = useSay()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const nodes = rows && treeOf(rows)
  const parents = nodes?.filter((node) => node.hasChildren).map((node) => node.organization.id) ?? []
  const isFiltered = lacking || q !== undefined
  const shown = nodes?.filter((node) =>
    isFiltered ? matches(node, q, lacking) : node.path.every((ancestor) => !folded.has(ancestor.id)),
  )
  const toggle = (id: string) => {
    const next = new Set(folded)
    if (!next.delete(id)) next.add(id)
    setFolded(next)
  }
  const columns = useTreeColumns({ isFolded: (id) => folded.has(id), toggle, isFlat: isFiltered })
  const missing = rows?.filter((row) => !row.seller).length ?? 0
  return (
    <section className="organization-tree">
      <div className="filter-bar">
        <SearchField label={say('org.search')} value={q} onChange={(value) => onSearch({ q: value })} />
        {(missing > 0 || lacking) && (
          <Button
            type={lacking ? 'default' : 'dashed'}
            aria-pressed={lacking}
            onClick={() => onSearch({ lacking: lacking ? undefined : true })}
          >
            {say('org.lacking')} <b>{missing}</b>
          </Button>
        )}
        <div className="filter-bar-end">
          {!isFiltered && parents.length > 0 && (
            <Button type="text" onClick={() => setFolded(new Set(folded.size ? [] : parents))}>
              {say(folded.size ? 'org.expand' : 'org.collapse')}
            </Button>
          )}
        </div>
      </div>
      <Grid
        label={say('org.title')}
        rows={shown}
        columns={columns}
        keyOf={(node) => node.organization.id}
        selected={selected}
        onOpen={(node) => onSearch({ id: node.organization.id })}
        empty={<NothingFound onClear={() => onSearch({ q: undefined, lacking: undefined })} />}
      />
    </section>
  )
}

type Folding = { isFolded: (id: string) => boolean; toggle: (id: string) => void; isFlat: boolean }

function useTreeColumns(folding: Folding): Column<Node>[] {
  const say = useSay()
  return [
    {
      key: 'name',
      title: say('org.organization'),
      width: 236,
      phone: 'title',
      render: (node) => <Name node={node} {...folding} />,
    },
    { key: 'code', title: say('org.code'), width: 96, render: ({ organization }) => organization.code },
    { key: 'kind', title: say('org.kind'), width: 104, render: ({ organization }) => say(`kind.${organization.kind}`) },
    {
      key: 'seller',
      title: say('org.seller'),
      render: ({ organization }) => <SellerCell organization={organization} />,
    },
    {
      key: 'channel',
      title: say('org.channel'),
      yields: 2,
      width: 128,
      render: ({ organization: { seller } }) => (seller ? <ChannelText channel={seller.channel} /> : '—'),
    },
    {
      key: 'codes',
      title: say('org.qr-codes'),
      width: 72,
      right: true,
      render: ({ organization: { qrCodes, code } }) =>
        qrCodes.length ? (
          <Link to="/qr-codes" search={{ q: code }}>
            {count(qrCodes.length)}
          </Link>
        ) : (
          <span className="tertiary">0</span>
        ),
    },
  ]
}

function Name({ node, isFolded, toggle, isFlat }: { node: Node } & Folding) {
  const say = useSay()
  const { organization, depth, hasChildren } = node
  const folded = isFolded(organization.id)
  return (
    <span className="tree-name" style={{ paddingLeft: isFlat ? 0 : depth * 20 }}>
      {!isFlat &&
        (hasChildren ? (
          <button
            type="button"
            className="plain tree-fold"
            aria-expanded={!folded}
            aria-label={say(folded ? 'org.unfold' : 'org.fold', { name: organization.name })}
            onClick={() => toggle(organization.id)}
          >
            {folded ? <RightIcon /> : <DownIcon />}
          </button>
        ) : (
          <span className="tree-fold" />
        ))}
      <Link
        className="tree-link clip"
        from="/organizations"
        search={(all) => ({ ...all, id: organization.id })}
        replace
      >
        {organization.name}
      </Link>
    </span>
  )
}

function SellerCell({ organization }: { organization: Organization }) {
  const say = useSay()
  const { seller, sellerFrom } = organization
  if (!seller)
    return lacksSeller(organization) ? (
      <span className="bad">{say('org.lacking')}</span>
    ) : (
      <span className="tertiary">—</span>
    )
  if (!ownsSeller(organization) && sellerFrom)
    return <span className="secondary">{say('org.from', { name: sellerFrom.name })}</span>
  return (
    <>
      <span className="clip" title={seller.name}>
        {seller.name}
      </span>
      <span className="two">{seller.taxpayerId}</span>
    </>
  )
}

function matches({ organization }: Node, q: string | undefined, lacking: boolean): boolean {
  const { code, name, seller } = organization
  if (lacking && !lacksSeller(organization)) return false
  return `${code} ${name} ${seller?.taxpayerId ?? ''}`.toLowerCase().includes(q?.toLowerCase() ?? '')
}
