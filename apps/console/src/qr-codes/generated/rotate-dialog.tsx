import type { QrCode } from '@mashang/contract'
import { Modal, Segmented } from 'antd'
import { useState } from 'react'
import { shortTime } from '../../format.ts'
import { useModalKeys } from '../../keys/use-keys.ts'
import { useCommand } from '../../parts/use-command.ts'
import { useTell } from '../../parts/use-tell.ts'
import { useSay } from '../../preferences.tsx'

const DAY_MS = 86_400_000
const DAYS = [0, 3, 7, 14, 30]

/** 更换二维码 says before, in words, what happens to the cards already on the counter. */
export function RotateDialog({ code, open, onClose }: { code: QrCode; open: boolean; onClose: () => void }) {
  const say = useSay()
  const { tell } = useTell()
  const [graceDays, setGraceDays] = useState(14)
  const { mutateAsync, isPending } = useCommand('POST /api/console/qr-codes/{id}/rotation')
  useModalKeys(open, {})

  const rotate = async () => {
    const replaced = await mutateAsync({ params: { id: code.id }, body: { graceDays } })
    onClose()
    tell('success', say('rotate.done', { short: replaced.shortName }))
  }
  const until = shortTime(new Date(Date.now() + graceDays * DAY_MS).toISOString())
  return (
    <Modal
      title={say('rotate.title')}
      open={open}
      onCancel={onClose}
      onOk={() => void rotate().catch(() => undefined)}
      okText={say('rotate.title')}
      okButtonProps={{ danger: graceDays === 0, loading: isPending }}
      width={480}
      centered
    >
      <p className="secondary">{say('rotate.lead')}</p>
      <div className="rotate-days">
        <span id="rotate-days">{say('rotate.days')}</span>
        <Segmented
          aria-labelledby="rotate-days"
          value={graceDays}
          onChange={setGraceDays}
          options={DAYS.map((n) => ({ value: n, label: n ? say('time.days', { n }) : say('rotate.none') }))}
        />
      </div>
      <p className={graceDays ? 'rotate-consequence' : 'rotate-consequence bad'} aria-live="polite">
        {graceDays
          ? say('rotate.consequence', { short: code.shortName, time: until })
          : say('rotate.consequence-now', { short: code.shortName })}
      </p>
    </Modal>
  )
}
