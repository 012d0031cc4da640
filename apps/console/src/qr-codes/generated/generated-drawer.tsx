import type { QrCode } from '@mashang/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { reading } from '../../api.ts'
import { Key } from '../../keys/key.tsx'
import { useModalKeys } from '../../keys/use-keys.ts'
import { Dot } from '../../parts/dot.tsx'
import { useSay } from '../../preferences.tsx'
import { LoadTrouble } from '../../shell/trouble.tsx'
import { EnableSwitch } from '../enable-switch.tsx'
import { codeTones } from '../qr-code-columns.tsx'
import { CodePane, openPrintView, openTestScan } from './code-pane.tsx'
import { EditCode } from './edit-code.tsx'
import { RotateDialog } from './rotate-dialog.tsx'
import { UsePane } from './use-pane.tsx'
import './generated-drawer.css'

/** 已生成: the code itself, how it is used, and what was changed. */
export function GeneratedDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const say = useSay()
  const { code, query } = useOpenCode(id)
  const [editing, setEditing] = useState<string>()
  const [rotating, setRotating] = useState<string>()
  useModalKeys(id !== undefined, {
    e: () => setEditing(id),
    p: () => code && openPrintView(code.id),
    t: () => code && openTestScan(code.url),
  })
  return (
    <Drawer
      rootClassName="generated-drawer"
      title={code ? <Title code={code} /> : say('list.loading')}
      extra={code && <Actions code={code} onRotate={() => setRotating(id)} onEdit={() => setEditing(id)} />}
      open={id !== undefined}
      onClose={onClose}
      size={960}
      destroyOnHidden
      closable={{ placement: 'end', 'aria-label': say('do.close') }}
    >
      {query.error && !code && <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />}
      {query.isFetching && !code && <Skeleton active title={false} className="drawer-skeleton" />}
      {code && (
        <>
          <CodePane code={code} />
          <div className="use-pane">
            {editing === code.id ? (
              <EditCode code={code} onDone={() => setEditing(undefined)} />
            ) : (
              <UsePane code={code} />
            )}
          </div>
          <RotateDialog
            key={`${code.id}-${code.version}`}
            code={code}
            open={rotating === code.id}
            onClose={() => setRotating(undefined)}
          />
        </>
      )}
    </Drawer>
  )
}

/** The code to show: its own only, but still the last one while the drawer closes. */
function useOpenCode(id: string | undefined) {
  const query = useQuery({
    ...reading('GET /api/console/qr-codes/{id}', { params: { id: id ?? '' } }),
    enabled: id !== undefined,
    placeholderData: (before) => before,
  })
  return { query, code: id === undefined || query.data?.id === id ? query.data : undefined }
}

function Title({ code }: { code: QrCode }) {
  const say = useSay()
  return (
    <>
      {code.organization.name} · {code.name}
      <span className="drawer-status">
        <Dot tone={codeTones[code.status]}>{say(`status.${code.status}`)}</Dot>
      </span>
    </>
  )
}

function Actions({ code, onRotate, onEdit }: { code: QrCode; onRotate: () => void; onEdit: () => void }) {
  const say = useSay()
  return (
    <div className="drawer-actions">
      {code.status !== 'expired' && (
        <span className="enable-label">
          {say('qr.enabled')} <EnableSwitch code={code} />
        </span>
      )}
      <Button type="text" onClick={onRotate}>
        {say('rotate.title')}
      </Button>
      <Button type="text" onClick={onEdit}>
        {say('code.edit')} <Key>E</Key>
      </Button>
    </div>
  )
}
