import { Input } from 'antd'
import { useSay } from '../preferences.tsx'
import { droppedFrom, REMARK_LENGTH, remarkLength } from './remark.ts'

type Props = { remark: string; trouble: string | undefined; onChange: (remark: string) => void }

/** What is too long is kept and counted, not cut off: the end may be what matters. */
export function RemarkField({ remark, trouble, onChange }: Props) {
  const say = useSay()
  const tooLong = remarkLength(remark) > REMARK_LENGTH ? say('line.remark-too-long') : trouble
  const dropped = droppedFrom(remark)
  return (
    <div className="remark">
      <label htmlFor="remark" className="secondary">
        {say('line.remark')}
      </label>
      <Input.TextArea
        id="remark"
        data-path="remark"
        rows={2}
        count={{ show: true, max: REMARK_LENGTH, strategy: remarkLength }}
        status={tooLong ? 'error' : ''}
        aria-invalid={tooLong !== undefined}
        aria-describedby="remark-notes"
        value={remark}
        onChange={(event) => onChange(event.target.value.replaceAll('\n', ' '))}
      />
      <div id="remark-notes" className="remark-notes small" aria-live="polite">
        {tooLong && <p className="bad">{tooLong}</p>}
        {dropped.length > 0 && <p className="warn">{say('line.remark-dropped', { characters: dropped.join(' ') })}</p>}
      </div>
    </div>
  )
}
