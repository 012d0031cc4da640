import { Button, Drawer } from 'antd'
import { useRef, useState } from 'react'
import { Key } from '../../keys/key.tsx'
import { useModalKeys } from '../../keys/use-keys.ts'
import { useTell } from '../../parts/use-tell.ts'
import { useSay } from '../../preferences.tsx'
import { GenerateForm } from './generate-form.tsx'
import { PhonePreview } from './phone-preview.tsx'
import { useGenerateForm } from './use-generate-form.ts'
import './generate-drawer.css'

type Props = {
  open: boolean
  organizationId: string | undefined
  onClose: () => void
  /** Opens the new code. */
  onDone: (id: string) => void
}

/** 生成二维码: the organization is chosen, the rest fills itself. */
export function GenerateDrawer({ open, organizationId: given, onClose, onDone }: Props) {
  const say = useSay()
  const { tell } = useTell()
  const form = useGenerateForm(given, open)
  const formRef = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { organization, fields, isPending } = form

  const saveAndOpen = async () => {
    const code = await form.save()
    if (code) onDone(code.id)
  }
  const saveAndAnother = async () => {
    const code = await form.save()
    if (!code) return
    tell('success', say('generate.done', { name: `${code.organization.name} · ${code.name}` }))
    form.startAgain()
  }
  useModalKeys(open, { 'Ctrl+Enter': () => void saveAndOpen() })

  return (
    <Drawer
      rootClassName="generate-drawer"
      title={
        <>
          {say('qr.generate')}
          {organization && (
            <span className="drawer-subtitle">
              {organization.name} · {fields.name}
            </span>
          )}
        </>
      }
      open={open}
      onClose={onClose}
      size={944}
      // The drawer takes the focus itself where nothing moves; 组织编码 is what one came for.
      afterOpenChange={(opened) => {
        setOpen(opened)
        if (opened) formRef.current?.querySelector('input')?.focus()
      }}
      closable={{ placement: 'end', 'aria-label': say('do.close') }}
      destroyOnHidden
      footer={
        <>
          <span className="tertiary drawer-foot-hint">{say('generate.after')}</span>
          <Button onClick={onClose}>{say('do.cancel')}</Button>
          <Button onClick={() => void saveAndAnother()} disabled={isPending}>
            {say('generate.again')}
          </Button>
          <Button type="primary" loading={isPending} onClick={() => void saveAndOpen()}>
            {say('generate.save')} <Key>Ctrl Enter</Key>
          </Button>
        </>
      }
    >
      <GenerateForm key={form.round} ref={formRef} isOpen={isOpen} {...form} onOpenCode={onDone} />
      <PhonePreview organization={organization} fields={fields} />
    </Drawer>
  )
}
