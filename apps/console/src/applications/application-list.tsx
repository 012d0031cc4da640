import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { reading } from '../api.ts'
import { Grid } from '../list/grid.tsx'
import { ListFoot } from '../list/list-foot.tsx'
import { ListHead } from '../list/list-head.tsx'
import { NothingFound } from '../list/nothing-found.tsx'
import { PAGE, pagingOf } from '../list/paging.ts'
import { Refresh } from '../list/refresh.tsx'
import { SearchField } from '../list/search-field.tsx'
import { Views } from '../list/views.tsx'
import { useSay } from '../preferences.tsx'
import { type ApplicationSearch, workTabs } from '../search.ts'
import { LoadTrouble } from '../shell/trouble.tsx'
import { tabWords } from '../work-list/queue.tsx'
import { tabOf, useApplicationColumns } from './application-columns.tsx'

const route = getRouteApi('/signed-in/shell/applications')

/** 开票申请: every application, whatever became of it. */
export function ApplicationList() {
  const say = useSay()
  const columns = useApplicationColumns()
  const { q, status, after } = route.useSearch()
  const navigate = route.useNavigate()
  const go = useNavigate()
  const list = useQuery({
    ...reading('GET /api/console/applications', { query: { status, q, cursor: after?.at(-1), limit: PAGE } }),
    placeholderData: (before) => before,
    refetchInterval: 10_000,
  })
  const { rows, next, counts } = list.data ?? {}
  const change = (changes: ApplicationSearch) =>
    void navigate({ search: (all) => ({ ...all, after: undefined, ...changes }) })
  return (
    <div className="list-page">
      <ListHead
        title={say('app.title')}
        facts={counts && say('app.facts', { n: counts.reviewing, failed: counts.failed })}
      />
      <Views
        label={say('list.views')}
        value={status}
        onChange={(value) => change({ status: value })}
        views={[
          { value: undefined, label: say('list.all') },
          ...workTabs.map((value) => ({
            value,
            label: say(tabWords[value]),
            count: value === 'ended' ? undefined : counts?.[value],
            urgent: value === 'failed',
          })),
        ]}
      />
      <div className="filter-bar">
        <SearchField label={say('app.search')} value={q} onChange={(value) => change({ q: value })} />
        <Refresh list={list} />
      </div>
      {list.error && !rows ? (
        <LoadTrouble error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Grid
          label={say('app.title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          onOpen={(row) => void go({ to: '/work-list', search: { tab: tabOf(row.status), id: row.id } })}
          empty={<NothingFound onClear={q || status ? () => change({ q: undefined, status: undefined }) : undefined} />}
        />
      )}
      <ListFoot paging={pagingOf(after, next, (cursors) => change({ after: cursors }))} shown={rows?.length ?? 0} />
    </div>
  )
}
