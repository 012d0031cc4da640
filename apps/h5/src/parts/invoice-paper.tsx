import type { ApplicationView } from '@mashang/contract'
import { amountInWords, fen, nameOnInvoice } from '@mashang/invoice'
import { fullDate } from '@mashang/scan'
import { useState } from 'preact/hooks'
import { useWords } from '../words.ts'
import { yuan } from './amount.tsx'
import { Grouped } from './grouped.tsx'
import { Icon } from './icon.tsx'

type Invoice = NonNullable<ApplicationView['invoice']>

/** The facts of the invoice, drawn in the manner of the paper. It is a summary and says so: the files are the invoice. */
export function InvoicePaper({ application, invoice }: { application: ApplicationView; invoice: Invoice }) {
  const { say, language } = useWords()
  const { kind, name, taxpayerId } = application.buyer
  return (
    <>
      <article class="paper" aria-label={say('issued.summary')}>
        <p class="paper-title" lang="zh-CN">
          {say('issued.paper')}
        </p>
        <p class="paper-note figures">{fullDate(invoice.issuedAt, language)}</p>
        <dl class="paper-box">
          <dt>{say('issued.buyer')}</dt>
          <dd>
            {kind === 'individual' ? nameOnInvoice({ kind, name }) : name}
            {taxpayerId && (
              <span class="note">
                <Grouped text={taxpayerId} />
              </span>
            )}
          </dd>
          <dt>{say('issued.seller')}</dt>
          <dd>{application.shop.sellerName}</dd>
          <dt>{say('issued.total')}</dt>
          <dd class="paper-total">
            <span lang="zh-CN">{amountInWords(fen(invoice.grossFen))}</span>
            <b class="figures">¥{yuan(invoice.grossFen)}</b>
          </dd>
        </dl>
        <p class="paper-note">{say('issued.document')}</p>
      </article>
      <p class="invoice-number">
        <span class="note">{say('issued.number')}</span>
        <Grouped text={invoice.number} />
        <CopyNumber number={invoice.number} />
      </p>
    </>
  )
}

function CopyNumber({ number }: { number: string }) {
  const { say } = useWords()
  const [copied, setCopied] = useState(false)
  async function copy() {
    // Without TLS there is no clipboard; the number can still be selected by hand.
    await navigator.clipboard?.writeText(number).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <button type="button" class="copy-number" aria-label={say(copied ? 'issued.copied' : 'issued.copy')} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} class={copied ? 'ok' : ''} />
    </button>
  )
}
