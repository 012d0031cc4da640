import type { QrCodeRow } from '@mashang/contract'
import { App, Button, Switch } from 'antd'
import { useCommand } from '../parts/use-command.ts'
import { useSay } from '../preferences.tsx'

const UNDO_SECONDS = 6

type Code = Pick<QrCodeRow, 'id' | 'name' | 'organization' | 'status'>

/** Takes effect at once, says what it means for whoever scans, and can be undone. */
export function EnableSwitch({ code }: { code: Code }) {
  const say = useSay()
  const { message } = App.useApp()
  const { mutateAsync, isPending } = useCommand('PATCH /api/console/qr-codes/{id}')
  const { id, name = '', organization } = code

  const change = async (enabled: boolean, isUndo = false) => {
    if (!id) return
    await mutateAsync({ params: { id }, body: { enabled } })
    if (isUndo) return
    const key = `enable-${id}`
    message.open({
      key,
      type: 'success',
      duration: UNDO_SECONDS,
      content: (
        <span className="undo">
          {say(enabled ? 'qr.was-enabled' : 'qr.was-disabled', { name })}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key)
              void change(!enabled, true).catch(() => undefined)
            }}
          >
            {say('do.undo')}
          </Button>
        </span>
      ),
    })
  }
  return (
    <Switch
      size="small"
      checked={code.status === 'generated'}
      loading={isPending}
      // What went wrong is said by the command itself.
      onChange={(enabled) => void change(enabled).catch(() => undefined)}
      aria-label={say('qr.toggle', { code: organization.code, name })}
    />
  )
}
