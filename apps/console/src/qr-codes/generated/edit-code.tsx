import type { QrCode } from '@mashang/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { Key } from '../../keys/key.tsx'
import { useModalKeys } from '../../keys/use-keys.ts'
import { useCommand } from '../../parts/use-command.ts'
import { useTell } from '../../parts/use-tell.ts'
import { useSay } from '../../preferences.tsx'
import { ExpiryRow, ModeRow, NameRow, NoticeRow } from '../code-field-rows.tsx'
import { changesOf, type FieldTrouble, fieldsOf, refusedFields, troubleIn } from '../code-fields.ts'

/** Changes take effect at the next scan; what is printed stays good. */
export function EditCode({ code, onDone }: { code: QrCode; onDone: () => void }) {
  const say = useSay()
  const { tell } = useTell()
  const [fields, setFields] = useState(() => fieldsOf(code))
  const [trouble, setTrouble] = useState<FieldTrouble>({})
  const { mutateAsync, isPending } = useCommand('PATCH /api/console/qr-codes/{id}', { showsFields: true })

  const save = async () => {
    const found = troubleIn(fields, say)
    setTrouble(found)
    if (Object.keys(found).length || isPending) return
    try {
      await mutateAsync({ params: { id: code.id }, body: changesOf(fields) })
      tell('success', say('code.saved'))
      onDone()
    } catch (error) {
      setTrouble(refusedFields(error))
    }
  }
  useModalKeys(true, { 'Ctrl+Enter': () => void save() })

  const rows = { fields, trouble, onChange: (changes: Partial<typeof fields>) => setFields({ ...fields, ...changes }) }
  return (
    <section>
      <h2 className="small-title edit-title">{say('code.edit')}</h2>
      <NameRow {...rows} />
      <ModeRow {...rows} />
      <ExpiryRow {...rows} />
      <NoticeRow {...rows} />
      <div className="edit-actions">
        <Button type="primary" loading={isPending} onClick={() => void save()}>
          {say('do.save')} <Key>Ctrl Enter</Key>
        </Button>
        <Button onClick={onDone}>{say('do.cancel')}</Button>
      </div>
    </section>
  )
}
