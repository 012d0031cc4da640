import type { ApplicationView } from '@mashang/contract'
import { matchesSearch, monthName, monthsOf, sentenceOf, type Trouble, troubleOf } from '@mashang/scan'
import { useEffect, useState } from 'preact/hooks'
import { call } from '../api.ts'
import { yuan } from '../parts/amount.tsx'
import { TroubleLine } from '../parts/bottom-bar.tsx'
import { Icon } from '../parts/icon.tsx'
import { MineRow } from '../parts/mine-row.tsx'
import { LanguageSwitch } from '../parts/shop-card.tsx'
import { useWords } from '../words.ts'

/** Below this, looking is faster than searching. */
const SEARCHABLE = 5

/** The invoices made on this device, by month. */
export function Mine() {
  const { say } = useWords()
  const [rows, setRows] = useState<ApplicationView[]>()
  const [trouble, setTrouble] = useState<Trouble>()

  async function load() {
    setTrouble(undefined)
    const result = await call('GET /api/consumer/applications', {})
    if (result.ok) setRows(result.value.rows)
    else setTrouble(troubleOf(result.problem))
  }
  useEffect(() => void load(), [])

  return (
    <>
      <header class="mine-head">
        <h1 class="title">{say('app.mine')}</h1>
        <LanguageSwitch />
      </header>
      {trouble && (
        <div class="empty" role="alert">
          <TroubleLine>{sentenceOf(trouble, say)}</TroubleLine>
          <button type="button" class="button secondary" onClick={load}>
            {say('app.retry')}
          </button>
        </div>
      )}
      {rows?.length === 0 && (
        <div class="empty">
          <Icon name="receipt" />
          <h2 class="title">{say('mine.none')}</h2>
          <p class="lead">{say('mine.noneText')}</p>
        </div>
      )}
      {rows && rows.length > 0 && <List rows={rows} />}
      <p class="foot mine-foot">
        {say('mine.device')} {say('mine.elsewhere')}
      </p>
    </>
  )
}

function List({ rows }: { rows: ApplicationView[] }) {
  const { say, language } = useWords()
  const [typed, setTyped] = useState('')
  const [title, setTitle] = useState('')
  const found = rows.filter((row) => (title === '' || row.buyer.name === title) && matchesSearch(row, typed))
  return (
    <>
      {rows.length >= SEARCHABLE && (
        <label class="search">
          <Icon name="search" />
          <span class="unseen">{say('mine.search')}</span>
          <input
            type="search"
            value={typed}
            placeholder={say('mine.search')}
            enterkeyhint="search"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      )}
      <Titles rows={rows} chosen={title} onChoose={setTitle} />
      {found.length === 0 && <p class="empty lead">{say('mine.noMatch')}</p>}
      {monthsOf(found).map(({ key, at, rows, count, total }) => (
        <section key={key}>
          <header class="month">
            <h2>{monthName(at, language)}</h2>
            <p class="figures">{say('mine.total', { n: count, total: yuan(total) })}</p>
          </header>
          <ul class="card rows">
            {rows.map((row) => (
              <MineRow key={row.ref} row={row} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

/** One chip for each title that was used, when there is a choice. */
function Titles({
  rows,
  chosen,
  onChoose,
}: {
  rows: ApplicationView[]
  chosen: string
  onChoose: (title: string) => void
}) {
  const { say } = useWords()
  const counts = new Map<string, number>()
  for (const { buyer } of rows) counts.set(buyer.name, (counts.get(buyer.name) ?? 0) + 1)
  if (counts.size < 2) return null
  return (
    <fieldset class="chips" aria-label={say('mine.filter')}>
      {[['', 0] as const, ...counts].map(([name, count]) => (
        <button key={name} type="button" class="chip" aria-pressed={chosen === name} onClick={() => onChoose(name)}>
          <span class="chip-name">{name || say('mine.all')}</span>
          {count > 0 && <span class="figures"> {count}</span>}
        </button>
      ))}
    </fieldset>
  )
}
