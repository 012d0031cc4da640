import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { clockTime } from '../format.ts'
import { RefreshIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'

/** How old the list is, and the way to a new one. */
export function Refresh({ list }: { list: Pick<UseQueryResult, 'dataUpdatedAt' | 'refetch'> }) {
  const say = useSay()
  return (
    <div className="filter-bar-end">
      {list.dataUpdatedAt > 0 && (
        <span>{say('list.updated', { time: clockTime(new Date(list.dataUpdatedAt).toISOString()) })}</span>
      )}
      <Button type="text" icon={<RefreshIcon />} aria-label={say('do.refresh')} onClick={() => void list.refetch()} />
    </div>
  )
}
