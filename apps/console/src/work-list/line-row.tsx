import type { Item } from '@mashang/contract'
import { formatYuan, parseYuan, plainYuan } from '@mashang/invoice'
import { Button, Input, Select } from 'antd'
import { taxationText } from '../format.ts'
import { TrashIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import type { WordKey } from '../words/say.ts'
import { chooseItem, computeLine, type DraftLine, taxationsIn, typeInto } from './draft-lines.ts'

type Props = {
  line: DraftLine
  index: number
  items: readonly Item[]
  troubles: Record<string, string>
  onChange: (line: DraftLine) => void
  onRemove: (() => void) | undefined
}

const textFields = ['specification', 'unit', 'quantity', 'unitPrice', 'gross'] as const
type TextField = (typeof textFields)[number]

/** How a field is called on screen, in the server's answer, and where it stands. */
const texts = {
  specification: { word: 'line.specification', path: 'specification', area: 'line-specification' },
  unit: { word: 'line.unit', path: 'unit', area: 'line-unit' },
  quantity: { word: 'line.quantity', path: 'quantity', area: 'line-quantity' },
  unitPrice: { word: 'line.unit-price', path: 'unitPrice', area: 'line-unit-price' },
  gross: { word: 'line.gross', path: 'grossFen', area: 'line-gross' },
} as const

/** What is wrong with them is said below the line, in this order. */
const said = ['itemId', 'taxation', 'grossFen', 'quantity', 'unitPrice'] as const

/** One line: what can be typed has an edge, what is computed is plain text. */
export function LineRow(props: Props) {
  const { line, index, items, troubles, onChange, onRemove } = props
  const say = useSay()
  const computed = computeLine(line, items)
  const name = (word: WordKey) => say('line.of', { field: say(word), n: index + 1 })
  const wrong = said.flatMap((path) => troubles[`lines.${index}.${path}`] ?? [])
  return (
    <div className="line">
      <div className="line-item" data-path={`lines.${index}.itemId`}>
        <ItemSelect
          line={line}
          items={items}
          label={name('line.item')}
          trouble={troubles[`lines.${index}.itemId`]}
          onChange={onChange}
        />
      </div>
      {textFields.map((field) => (
        <LineText key={field} {...props} field={field} label={name(texts[field].word)} />
      ))}
      <div className="line-taxation" data-path={`lines.${index}.taxation`}>
        <TaxationSelect line={line} items={items} label={name('line.taxation')} onChange={onChange} />
      </div>
      <span className="line-net secondary">{computed ? formatYuan(computed.net) : '—'}</span>
      <span className="line-tax secondary">{computed ? formatYuan(computed.tax) : '—'}</span>
      <div className="line-remove">
        {onRemove && (
          <Button
            type="text"
            icon={<TrashIcon />}
            aria-label={say('line.remove', { n: index + 1 })}
            onClick={onRemove}
          />
        )}
      </div>
      {wrong.length > 0 && <span className="line-trouble bad small">{wrong.join(' · ')}</span>}
    </div>
  )
}

function LineText({ line, index, troubles, onChange, field, label }: Props & { field: TextField; label: string }) {
  const say = useSay()
  const { word, path, area } = texts[field]
  const trouble = troubles[`lines.${index}.${path}`]
  const isWord = field === 'specification' || field === 'unit'
  return (
    <div className={area}>
      <Input
        data-path={`lines.${index}.${path}`}
        aria-label={label}
        placeholder={say(word)}
        status={trouble ? 'error' : ''}
        aria-invalid={trouble !== undefined}
        title={trouble}
        {...(isWord ? {} : { inputMode: 'decimal', className: 'right' })}
        value={line[field]}
        onChange={({ target: { value } }) =>
          onChange(isWord ? { ...line, [field]: value } : typeInto(line, field, value))
        }
        onBlur={() => {
          if (field === 'gross' && tidy(line.gross) !== line.gross) onChange({ ...line, gross: tidy(line.gross) })
        }}
      />
    </div>
  )
}

type SelectProps = { line: DraftLine; items: readonly Item[]; label: string; onChange: (line: DraftLine) => void }

function ItemSelect({ line, items, label, trouble, onChange }: SelectProps & { trouble: string | undefined }) {
  const say = useSay()
  return (
    <Select
      aria-label={label}
      value={line.itemId ?? null}
      status={trouble ? 'error' : ''}
      placeholder={say('line.pick')}
      popupMatchSelectWidth={280}
      options={items.map((item) => ({
        value: item.id,
        label: item.name,
        text: `${item.code} ${item.name}`.toLowerCase(),
        item,
      }))}
      labelRender={({ label: itemName }) => line.name ?? itemName}
      optionRender={({ data: { item } }) => (
        <span className="item-option">
          {item.name}{' '}
          <span className="tertiary">
            {item.code} · {taxationText(say, item.taxation)}
          </span>
        </span>
      )}
      showSearch={{ filterOption: (input, option) => option?.text.includes(input.trim().toLowerCase()) ?? false }}
      onChange={(_, option) => {
        if (option && !Array.isArray(option)) onChange(chooseItem(line, option.item))
      }}
    />
  )
}

/** The rates and exemptions this tenant's items have: an item may be sold at another of them, never at an invented one. */
function TaxationSelect({ line, items, label, onChange }: SelectProps) {
  const say = useSay()
  return (
    <Select
      aria-label={label}
      value={line.taxation ?? null}
      popupMatchSelectWidth={false}
      options={taxationsIn(line, items).map((value) => ({ value, label: taxationText(say, value) }))}
      onChange={(value) => onChange(value === null ? line : { ...line, taxation: value })}
    />
  )
}

/** `368` becomes `368.00` when one leaves the field. */
function tidy(text: string): string {
  const amount = parseYuan(text)
  return amount === undefined ? text : plainYuan(amount)
}
