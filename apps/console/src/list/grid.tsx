import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import './grid.css'

export type Column<Row> = {
  key: string
  title: string
  /** Pixels; the one column without a width takes what is left. */
  width?: number
  right?: boolean
  /** On a phone a row is a card: its title, hidden, a whole line, or (default) a named value. */
  phone?: 'title' | 'hidden' | 'line'
  /** Gives way when the window gets narrow: 1 first, 3 last. */
  yields?: 1 | 2 | 3
  render: (row: Row) => ReactNode
}

type Props<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[] | undefined
  keyOf: (row: Row) => string
  onOpen?: (row: Row) => void
  selected?: string | undefined
  muted?: (row: Row) => boolean
  /** Shown in place of rows when there are none. */
  empty?: ReactNode
}

/** A dense table: ↑ ↓ move between rows, Enter opens. While rows are on their way it keeps their place. */
export function Grid<Row>({ label, columns, rows, keyOf, onOpen, selected, muted, empty }: Props<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  useKeys({ ['ArrowDown']: () => focusRow(body.current, 0), ['ArrowUp']: () => focusRow(body.current, -1) })
  return (
    <div className="grid-scroll">
      <table className="grid" aria-label={label} aria-busy={!rows}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} className={classOf(column)} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={moveBetweenRows}>
          {rows?.map((row) => (
            <tr
              key={keyOf(row)}
              tabIndex={0}
              className={[keyOf(row) === selected && 'grid-selected', muted?.(row) && 'grid-muted']
                .filter(Boolean)
                .join(' ')}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row)
              }}
              onClick={(event) => {
                if (!onControl(event)) onOpen?.(row)
              }}
            >
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)} data-label={column.title}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!rows && <Waiting />}
      {rows?.length === 0 && <div className="grid-empty">{empty}</div>}
    </div>
  )
}

function classOf<Row>({ right, phone, yields }: Column<Row>): string {
  return [right && 'right', phone && `phone-${phone}`, yields && `yields-${yields}`].filter(Boolean).join(' ')
}

function Waiting() {
  return (
    <div className="grid-waiting" aria-hidden="true">
      {[62, 48, 71, 55, 66, 43, 58, 69].map((width) => (
        <div key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const row = (event.target as HTMLElement).closest('tr')
  const next = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  next.focus()
}

function focusRow(body: HTMLElement | null, index: number): void {
  const row = [...(body?.children ?? [])].at(index)
  if (row instanceof HTMLElement) row.focus()
}

/** A click on a link, switch or selected text is no click on the row. */
function onControl(event: MouseEvent): boolean {
  return (event.target as Element).closest('a, button, input') !== null || String(getSelection()) !== ''
}
