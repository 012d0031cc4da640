import type { ConsoleCalls } from '@mashang/contract'
import type { UseQueryResult } from '@tanstack/react-query'
import { Filter } from '../list/filter.tsx'
import { Grid } from '../list/grid.tsx'
import { ListFoot } from '../list/list-foot.tsx'
import { NothingFound } from '../list/nothing-found.tsx'
import { pagingOf } from '../list/paging.ts'
import { Refresh } from '../list/refresh.tsx'
import { SearchField } from '../list/search-field.tsx'
import { Views } from '../list/views.tsx'
import { useSay } from '../preferences.tsx'
import { codeModes, codeStatuses, type QrCodeSearch } from '../search.ts'
import { LoadTrouble } from '../shell/trouble.tsx'
import { useCodeColumns } from './qr-code-columns.tsx'

type Props = {
  list: UseQueryResult<ConsoleCalls['GET /api/console/qr-codes']['reply']>
  search: QrCodeSearch
  onSearch: (changes: QrCodeSearch) => void
  onOpen: (id: string) => void
  onMake: (organizationId: string) => void
}

export function QrCodeTable({ list, search, onSearch, onOpen, onMake }: Props) {
  const say = useSay()
  const columns = useCodeColumns(onMake)
  const { rows, next, counts } = list.data ?? {}
  const { q, mode, status, after, code } = search
  const filter = (changes: QrCodeSearch) => onSearch({ after: undefined, ...changes })
  return (
    <>
      <Views
        label={say('list.views')}
        value={status}
        onChange={(value) => filter({ status: value })}
        views={[
          { value: undefined, label: say('list.all'), count: counts?.all },
          ...codeStatuses.map((value) => ({ value, label: say(`status.${value}`), count: counts?.[value] })),
        ]}
      />
      <div className="filter-bar">
        <SearchField label={say('qr.search')} value={q} onChange={(value) => filter({ q: value })} />
        <Filter
          label={say('qr.mode')}
          options={codeModes.map((value) => ({ value, label: say(`mode.${value}`) }))}
          value={mode}
          onChange={(value) => filter({ mode: value })}
        />
        <Refresh list={list} />
      </div>
      {list.error && !rows ? (
        <LoadTrouble error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Grid
          label={say('qr.title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id ?? row.organization.id}
          onOpen={(row) => (row.id ? onOpen(row.id) : onMake(row.organization.id))}
          selected={code}
          muted={(row) => row.status === 'disabled' || row.status === 'expired'}
          empty={<NothingFound onClear={() => filter({ q: undefined, mode: undefined, status: undefined })} />}
        />
      )}
      <ListFoot
        paging={pagingOf(after, next, (cursors) => onSearch({ after: cursors }))}
        shown={rows?.length ?? 0}
        total={q || mode ? undefined : counts?.[status ?? 'all']}
      />
    </>
  )
}
