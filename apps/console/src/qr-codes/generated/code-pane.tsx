import type { QrCode } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { dayOf } from '../../format.ts'
import { Key } from '../../keys/key.tsx'
import { Facts } from '../../parts/facts.tsx'
import { CopyIcon, DownloadIcon, PrintIcon } from '../../parts/icons.tsx'
import { useCopy } from '../../parts/use-copy.ts'
import { useSay } from '../../preferences.tsx'

/** The picture changes with the version only, so the browser may keep it. */
export function codeImage({ id, version }: Pick<QrCode, 'id' | 'version'>, format: 'svg' | 'png'): string {
  const size = format === 'png' ? 'size=1024&' : ''
  return `/api/console/qr-codes/${id}/image.${format}?${size}v=${version}`
}

export function openPrintView(id: string): void {
  open(`${import.meta.env.BASE_URL}print/${id}`, '_blank')
}

/** The consumer's page learns nothing of the console it was opened from. */
export function openTestScan(url: string): void {
  open(url, '_blank', 'noopener,noreferrer')
}

export function CodePane({ code }: { code: QrCode }) {
  const say = useSay()
  const copy = useCopy()
  const name = `${code.organization.name} · ${code.name}`
  return (
    <div className="code-pane">
      <div className="code-picture">
        <img src={codeImage(code, 'svg')} alt={say('code.alt', { name })} />
      </div>
      <p className="code-names">
        <strong>{code.shortName}</strong>
        <span className="tertiary">{say('code.version', { n: code.version })}</span>
      </p>
      <label className="tertiary small" htmlFor="code-link">
        {say('code.link')}
      </label>
      <div className="code-link">
        <Input id="code-link" readOnly value={code.url} onFocus={(event) => event.target.select()} />
        <Button icon={<CopyIcon />} aria-label={say('code.copy-link')} onClick={() => void copy(code.url)} />
      </div>
      <span className="tertiary small">{say('code.download')}</span>
      <div className="code-downloads">
        {(['png', 'svg'] as const).map((format) => (
          <Button
            key={format}
            icon={<DownloadIcon />}
            href={codeImage(code, format)}
            download={`${code.organization.code}-${code.name}-${code.shortName}.${format}`}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
      <Button type="primary" size="large" block icon={<PrintIcon />} onClick={() => openPrintView(code.id)}>
        {say('code.print')} <Key>P</Key>
      </Button>
      <Button size="large" block onClick={() => openTestScan(code.url)}>
        {say('code.test')} <Key>T</Key>
      </Button>
      <p className="tertiary small">{say('code.test-hint')}</p>
      <hr />
      <Facts
        rows={[
          [
            say('code.organization'),
            <Link key="organization" to="/organizations" search={{ id: code.organization.id }}>
              {code.organization.code} {code.organization.name}
            </Link>,
          ],
          [say('qr.seller-name'), code.seller?.name ?? <span className="bad">{say('qr.seller-missing')}</span>],
          [say('qr.mode'), say(`mode.${code.mode}`)],
          [say('qr.expires'), code.expiresAt ? dayOf(code.expiresAt) : say('generate.for-ever')],
          [say('generate.notice'), code.notice],
        ]}
      />
    </div>
  )
}
