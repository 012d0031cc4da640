import type { ScanPage } from '@mashang/contract'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

/** What the shop wants to be read first, and why the last application came back. */
export function Notice({ page }: { page: ScanPage }) {
  const { say } = useWords()
  const { shop, latest } = page
  const reason = latest?.status === 'rejected' ? latest.reason : undefined
  return (
    <>
      {reason && (
        <p class="notice odd">
          <Icon name="info" />
          {say('form.rejectedBefore', { reason })}
        </p>
      )}
      {shop.notice && (
        <p class="notice">
          <Icon name="info" />
          {shop.notice}
        </p>
      )}
    </>
  )
}
