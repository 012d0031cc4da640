import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useEffect } from 'react'
import { reading } from '../../api.ts'
import { Key } from '../../keys/key.tsx'
import { useKeys } from '../../keys/use-keys.ts'
import { PrintIcon } from '../../parts/icons.tsx'
import { useSay } from '../../preferences.tsx'
import { LoadTrouble } from '../../shell/trouble.tsx'
import { Poster } from './poster.tsx'
import './poster-page.css'

const route = getRouteApi('/signed-in/print/$id')

/** The A6 card at its real size; printing leaves everything but the card away. */
export function PosterPage() {
  const say = useSay()
  const { id } = route.useParams()
  const code = useQuery(reading('GET /api/console/qr-codes/{id}', { params: { id } }))
  const me = useQuery(reading('GET /api/console/me', {}))
  const organizations = useQuery(reading('GET /api/console/organizations', {}))
  useKeys({ p: () => window.print() })
  useEffect(() => {
    if (code.data) document.title = `${code.data.organization.name} · ${code.data.name} · ${code.data.shortName}`
  }, [code.data])

  if (code.error) return <LoadTrouble error={code.error} onRetry={() => void code.refetch()} />
  if (!code.data || !me.data || !organizations.data) return <Skeleton active className="drawer-skeleton" />
  const organization = organizations.data.rows.find((row) => row.id === code.data.organization.id)
  return (
    <div className="poster-page">
      <header>
        <div>
          <h1>{say('code.print')}</h1>
          <p className="secondary">{say('poster.size')}</p>
          <p className="tertiary small">{say('poster.tip')}</p>
        </div>
        <Button type="primary" size="large" autoFocus icon={<PrintIcon />} onClick={() => window.print()}>
          {say('do.print')} <Key>P</Key>
        </Button>
      </header>
      <main>
        <Poster code={code.data} tenant={me.data.tenant} phone={organization?.phone} />
      </main>
    </div>
  )
}
