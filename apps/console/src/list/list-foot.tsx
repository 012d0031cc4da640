import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Key } from '../keys/key.tsx'
import { LeftIcon, RightIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import type { Paging } from './paging.ts'

type Props = { paging: Paging; shown: number; total?: number | undefined; children?: ReactNode }

/** Where in the list one is, the keys, and the way to the next page. */
export function ListFoot({ paging, shown, total, children }: Props) {
  const say = useSay()
  const from = paging.before + 1
  const to = paging.before + shown
  return (
    <div className="list-foot">
      {shown > 0 && (
        <span>
          {total === undefined ? say('list.range-open', { from, to }) : say('list.range', { from, to, total })}
        </span>
      )}
      {children}
      <span className="list-hints">
        <Key>↑</Key>
        <Key>↓</Key>
        {say('keys.move')}
      </span>
      <span className="list-hints">
        <Key>Enter</Key>
        {say('keys.open')}
      </span>
      {(paging.goBack || paging.goOn) && (
        <div className="list-pages">
          <Button
            type="text"
            icon={<LeftIcon />}
            aria-label={say('list.previous')}
            disabled={!paging.goBack}
            onClick={paging.goBack}
          />
          <Button
            type="text"
            icon={<RightIcon />}
            aria-label={say('list.next')}
            disabled={!paging.goOn}
            onClick={paging.goOn}
          />
        </div>
      )}
    </div>
  )
}
