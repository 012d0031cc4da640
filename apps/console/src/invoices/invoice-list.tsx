import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ask, reading } from '../api.ts'
import { yuan } from '../format.ts'
import { everyRow } from '../list/csv.ts'
import { ExportButton } from '../list/export-button.tsx'
import { Grid } from '../list/grid.tsx'
import { ListFoot } from '../list/list-foot.tsx'
import { ListHead } from '../list/list-head.tsx'
import { NothingFound } from '../list/nothing-found.tsx'
import { PAGE, pagingOf } from '../list/paging.ts'
import { Refresh } from '../list/refresh.tsx'
import { SearchField } from '../list/search-field.tsx'
import { useSay } from '../preferences.tsx'
import type { InvoiceSearch } from '../search.ts'
import { LoadTrouble } from '../shell/trouble.tsx'
import { invoiceCells, invoiceHead, useInvoiceColumns } from './invoice-columns.tsx'
import { InvoiceDrawer } from './invoice-drawer.tsx'

const route = getRouteApi('/signed-in/shell/invoices')

/** 发票: find one, see what became of it, send it again. */
export function InvoiceList() {
  const say = useSay()
  const columns = useInvoiceColumns()
  const { q, after, id } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery({
    ...reading('GET /api/console/invoices', { query: { q, cursor: after?.at(-1), limit: PAGE } }),
    placeholderData: (before) => before,
    refetchInterval: 15_000,
  })
  const { rows, next, count } = list.data ?? {}
  const change = (changes: InvoiceSearch, replace = false) =>
    void navigate({ search: (all) => ({ ...all, ...changes }), replace })
  const step = (by: number) => {
    const index = rows?.findIndex((row) => row.id === id) ?? -1
    const to = index < 0 ? undefined : rows?.[index + by]?.id
    return to === undefined ? undefined : () => change({ id: to }, true)
  }
  const exportRows = async () => {
    const all = await everyRow((cursor) => ask('GET /api/console/invoices', { query: { q, cursor, limit: 200 } }))
    return [invoiceHead(say), ...all.map((row) => invoiceCells(row, say))]
  }
  return (
    <div className="list-page list-page-plain">
      <ListHead title={say('inv.title')} facts={count !== undefined && say('inv.facts', { n: count })}>
        <ExportButton file={say('inv.file')} rows={exportRows} />
      </ListHead>
      <div className="filter-bar">
        <SearchField label={say('inv.search')} value={q} onChange={(value) => change({ q: value, after: undefined })} />
        <Refresh list={list} />
      </div>
      {list.error && !rows ? (
        <LoadTrouble error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Grid
          label={say('inv.title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          onOpen={(row) => change({ id: row.id })}
          selected={id}
          empty={<NoInvoices q={q} onClear={() => change({ q: undefined })} />}
        />
      )}
      <ListFoot
        paging={pagingOf(after, next, (cursors) => change({ after: cursors }))}
        shown={rows?.length ?? 0}
        total={count}
      >
        {rows && rows.length > 0 && (
          <span>
            {say('inv.page-total')} <b>{yuan(rows.reduce((sum, row) => sum + row.grossFen, 0))}</b>
          </span>
        )}
      </ListFoot>
      <InvoiceDrawer id={id} onClose={() => change({ id: undefined })} onPrevious={step(-1)} onNext={step(1)} />
    </div>
  )
}

function NoInvoices({ q, onClear }: { q: string | undefined; onClear: () => void }) {
  const say = useSay()
  if (q) return <NothingFound onClear={onClear} />
  return (
    <>
      <h2>{say('inv.none')}</h2>
      <p>{say('inv.none-hint')}</p>
    </>
  )
}
