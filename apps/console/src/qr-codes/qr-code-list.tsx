import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { ask, reading } from '../api.ts'
import { Key } from '../keys/key.tsx'
import { useKeys } from '../keys/use-keys.ts'
import { everyRow } from '../list/csv.ts'
import { ExportButton } from '../list/export-button.tsx'
import { ListHead } from '../list/list-head.tsx'
import { PAGE } from '../list/paging.ts'
import { useSay } from '../preferences.tsx'
import type { QrCodeSearch } from '../search.ts'
import type { Say } from '../words/say.ts'
import { GenerateDrawer } from './generate/generate-drawer.tsx'
import { GeneratedDrawer } from './generated/generated-drawer.tsx'
import { NoCodes } from './no-codes.tsx'
import { codeCells, codeHead } from './qr-code-columns.tsx'
import { QrCodeTable } from './qr-code-table.tsx'

const route = getRouteApi('/signed-in/shell/qr-codes')

/** 静态二维码设置 (F17025): every code, and every store that has none yet. */
export function QrCodeList() {
  const say = useSay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { q, mode, status, after, code, new: making } = search
  const list = useQuery({
    ...reading('GET /api/console/qr-codes', { query: { q, mode, status, cursor: after?.at(-1), limit: PAGE } }),
    placeholderData: (before) => before,
    refetchInterval: 30_000,
  })
  const change = (changes: QrCodeSearch) => void navigate({ search: (all) => ({ ...all, ...changes }) })
  const open = (id: string | undefined) => change({ code: id, new: undefined })
  const make = (organizationId = 'any') => change({ code: undefined, new: organizationId })
  useKeys({ n: () => make() })

  const { counts } = list.data ?? {}
  const codes = counts && counts.all - counts.missing
  const nothingYet = codes === 0 && !q && !mode && !status
  return (
    <div className="list-page">
      <ListHead title={say('qr.title')} facts={counts && factsOf(say, codes ?? 0, counts.missing)}>
        {!nothingYet && (
          <>
            <ExportButton file={say('qr.file')} rows={() => exportRows(say, { q, mode, status })} />
            <Button type="primary" onClick={() => make()}>
              {say('qr.generate')} <Key>N</Key>
            </Button>
          </>
        )}
      </ListHead>
      {nothingYet ? (
        <NoCodes onGenerate={() => make()} />
      ) : (
        <QrCodeTable list={list} search={search} onSearch={change} onOpen={open} onMake={make} />
      )}
      <GenerateDrawer
        key={making}
        open={making !== undefined}
        organizationId={making === 'any' ? undefined : making}
        onClose={() => open(undefined)}
        onDone={open}
      />
      <GeneratedDrawer id={code} onClose={() => open(undefined)} />
    </div>
  )
}

function factsOf(say: Say, n: number, missing: number): string {
  if (n === 0) return say('qr.facts-none')
  return missing ? say('qr.facts', { n, missing }) : say('qr.facts-full', { n })
}

async function exportRows(say: Say, filter: Pick<QrCodeSearch, 'q' | 'mode' | 'status'>) {
  const rows = await everyRow((cursor) =>
    ask('GET /api/console/qr-codes', { query: { ...filter, cursor, limit: 200 } }),
  )
  return [codeHead(say), ...rows.map((row) => codeCells(row, say))]
}
