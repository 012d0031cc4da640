import { DatePicker, Input, Radio, Segmented } from 'antd'
import dayjs from 'dayjs'
import { Field } from '../parts/field.tsx'
import { useSay } from '../preferences.tsx'
import { codeModes } from '../search.ts'
import { type CodeFields, type FieldTrouble, NAME_LENGTH } from './code-fields.ts'
import './code-field-rows.css'

type Props = { fields: CodeFields; trouble: FieldTrouble; onChange: (changes: Partial<CodeFields>) => void }

const NOTICE_LENGTH = 100

export function NameRow({ fields, trouble, warning, onChange }: Props & { warning?: string | undefined }) {
  const say = useSay()
  return (
    <Field label={say('qr.name')} required trouble={trouble.name} warning={warning}>
      {(control) => (
        <Input
          {...control}
          value={fields.name}
          maxLength={NAME_LENGTH}
          showCount
          onChange={(event) => onChange({ name: event.target.value })}
        />
      )}
    </Field>
  )
}

export function ModeRow({ fields, onChange }: Props) {
  const say = useSay()
  return (
    <Field label={say('qr.mode')} required group>
      {(control) => (
        <Radio.Group
          {...control}
          className="mode-choice"
          value={fields.mode}
          onChange={(event) => onChange({ mode: event.target.value })}
          options={codeModes.map((mode) => ({
            value: mode,
            label: (
              <>
                {say(`mode.${mode}`)}
                <span className="tertiary small">{say(`mode.${mode}.hint`)}</span>
              </>
            ),
          }))}
        />
      )}
    </Field>
  )
}

export function ExpiryRow({ fields, trouble, onChange }: Props) {
  const say = useSay()
  return (
    <Field label={say('qr.expires')} group trouble={trouble.lastDay}>
      {(control) => (
        <div className="expiry-choice" {...control}>
          <Segmented<CodeFields['expires']>
            value={fields.expires}
            onChange={(expires) => onChange({ expires })}
            options={[
              { value: 'never', label: say('generate.for-ever') },
              { value: 'at', label: say('generate.until') },
            ]}
          />
          {fields.expires === 'at' && (
            <>
              <DatePicker
                value={fields.lastDay ? dayjs(fields.lastDay) : null}
                minDate={dayjs()}
                aria-label={say('generate.until')}
                onChange={(day) => onChange({ lastDay: day?.format('YYYY-MM-DD') })}
              />
              <span className="tertiary small">{say('generate.until-hint')}</span>
            </>
          )}
        </div>
      )}
    </Field>
  )
}

export function NoticeRow({ fields, trouble, onChange }: Props) {
  const say = useSay()
  return (
    <Field label={say('generate.notice')} trouble={trouble.notice}>
      {(control) => (
        <Input
          {...control}
          value={fields.notice}
          maxLength={NOTICE_LENGTH}
          placeholder={say('generate.notice-hint')}
          onChange={(event) => onChange({ notice: event.target.value })}
        />
      )}
    </Field>
  )
}
