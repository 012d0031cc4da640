import type { Item } from '@mashang/contract'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Key } from '../keys/key.tsx'
import { PlusIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import { type DraftLine, emptyLine } from './draft-lines.ts'
import { LineRow } from './line-row.tsx'
import './line-editor.css'

type Props = {
  lines: readonly DraftLine[]
  items: readonly Item[]
  troubles: Record<string, string>
  onChange: (lines: DraftLine[]) => void
  onCopyLast: (() => void) | undefined
  /** Remark and totals, below the lines. */
  children: ReactNode
}

export function LineEditor({ lines, items, troubles, onChange, onCopyLast, children }: Props) {
  const say = useSay()
  const heads = ['item', 'specification', 'unit', 'quantity', 'unit-price', 'gross', 'taxation', 'net', 'tax'] as const
  return (
    <section className="lines" aria-label={say('line.title')}>
      <div className="lines-head">
        <h3>{say('line.title')}</h3>
        {onCopyLast && (
          <Button type="text" onClick={onCopyLast}>
            {say('line.copy-last')} <Key>Alt L</Key>
          </Button>
        )}
      </div>
      <div className="line line-titles" aria-hidden="true">
        {heads.map((head) => (
          <span key={head} className={`line-${head}`}>
            {say(`line.${head}`)}
          </span>
        ))}
      </div>
      {lines.map((line, index) => (
        <LineRow
          key={line.key}
          line={line}
          index={index}
          items={items}
          troubles={troubles}
          onChange={(changed) => onChange(lines.map((other) => (other.key === line.key ? changed : other)))}
          onRemove={lines.length > 1 ? () => onChange(lines.filter((other) => other.key !== line.key)) : undefined}
        />
      ))}
      <button
        type="button"
        className="link add-line"
        onClick={() => onChange([...lines, emptyLine(items.find((item) => item.id === lines.at(-1)?.itemId))])}
      >
        <PlusIcon /> {say('line.add')}
      </button>
      {troubles['lines'] && (
        <p className="bad" role="alert">
          {troubles['lines']}
        </p>
      )}
      <div className="lines-foot">{children}</div>
    </section>
  )
}
