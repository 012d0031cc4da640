import type { Item } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { reading } from '../api.ts'
import { taxationText } from '../format.ts'
import { type Column, Grid } from '../list/grid.tsx'
import { ListHead } from '../list/list-head.tsx'
import { Refresh } from '../list/refresh.tsx'
import { SearchField } from '../list/search-field.tsx'
import { useSay } from '../preferences.tsx'
import { LoadTrouble } from '../shell/trouble.tsx'

const route = getRouteApi('/signed-in/shell/items')

/** 开票项目: what the lines of an invoice can be. */
export function ItemList() {
  const say = useSay()
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery(reading('GET /api/console/items', {}))
  const wanted = q?.toLowerCase() ?? ''
  const rows = list.data?.rows.filter(({ code, name, taxCode }) =>
    `${code} ${name} ${taxCode}`.toLowerCase().includes(wanted),
  )
  const columns: Column<Item>[] = [
    { key: 'code', title: say('item.code'), width: 144, render: (item) => item.code },
    {
      key: 'name',
      title: say('item.name'),
      phone: 'title',
      render: (item) => <span title={item.name}>{item.name}</span>,
    },
    { key: 'tax-code', title: say('item.tax-code'), width: 232, render: (item) => item.taxCode },
    { key: 'unit', title: say('item.unit'), width: 96, render: (item) => item.unit ?? '—' },
    {
      key: 'taxation',
      title: say('item.taxation'),
      width: 112,
      right: true,
      render: (item) => taxationText(say, item.taxation),
    },
  ]
  return (
    <div className="list-page list-page-plain">
      <ListHead title={say('item.title')} facts={list.data && say('item.facts', { n: list.data.rows.length })} />
      <div className="filter-bar">
        <SearchField
          label={say('item.search')}
          value={q}
          onChange={(value) => void navigate({ search: { q: value }, replace: true })}
        />
        <Refresh list={list} />
      </div>
      {list.error && !rows ? (
        <LoadTrouble error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Grid
          label={say('item.title')}
          columns={columns}
          rows={rows}
          keyOf={(item) => item.id}
          empty={say('list.none')}
        />
      )}
    </div>
  )
}
