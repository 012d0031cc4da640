import type { Shop } from '@mashang/contract'
import { groupTaxpayerId, nameOnInvoice } from '@mashang/invoice'
import type { Application } from '../applications/applications.ts'
import { escapeHtml } from '../escape-html.ts'
import { mailPage } from './mail-page.ts'

const words = {
  zh: {
    subject: (brand: string) => `【${brand}】开票申请被退回`,
    returned: '您的开票申请被退回',
    reason: '原因',
    title: '发票抬头',
    taxpayerId: '税号',
    again: '修改后重新申请',
    why: (shop: string) => `您在 ${shop} 扫码开票时填写了这个邮箱，所以收到这封邮件。`,
    ask: (phone: string) => `有疑问请致电门店 ${phone}。`,
  },
  en: {
    subject: (brand: string) => `[${brand}] Your invoice request was returned`,
    returned: 'Your invoice request was returned',
    reason: 'Reason',
    title: 'Invoice title',
    taxpayerId: 'Taxpayer ID',
    again: 'Correct it and request again',
    why: (shop: string) => `You entered this address when you scanned for an invoice at ${shop}.`,
    ask: (phone: string) => `Questions? Call the store: ${phone}.`,
  },
}

type Content = { application: Application; shop: Shop; link: string }

/** The mail about a rejection, in the staff's words: Chinese; if the consumer used English, English above the Chinese. */
export function rejectionMail(content: Content): { subject: string; text: string; html: string } {
  const languages = content.application.language === 'en' ? (['en', 'zh'] as const) : (['zh'] as const)
  return {
    subject: words[languages[0]].subject(content.shop.brand),
    text: languages.map((language) => textIn(language, content)).join('\n\n— — —\n\n'),
    html: mailPage(languages.map((language) => cardIn(language, content)).join('')),
  }
}

const shopName = ({ shop }: Content) => `${shop.brand} · ${shop.store}`

function facts(language: 'zh' | 'en', { application: { buyer, reason } }: Content): [string, string][] {
  const say = words[language]
  const taxpayerId = 'taxpayerId' in buyer ? buyer.taxpayerId : undefined
  return [
    [say.reason, reason ?? ''],
    [say.title, nameOnInvoice(buyer)],
    ...(taxpayerId ? [[say.taxpayerId, groupTaxpayerId(taxpayerId).join(' ')] as [string, string]] : []),
  ]
}

function textIn(language: 'zh' | 'en', content: Content): string {
  const say = words[language]
  return [
    say.returned,
    '',
    ...facts(language, content).map(([name, value]) => `${name}: ${value}`),
    '',
    `${say.again}: ${content.link}`,
    '',
    say.why(shopName(content)),
    ...(content.shop.phone ? [say.ask(content.shop.phone)] : []),
  ].join('\n')
}

function cardIn(language: 'zh' | 'en', content: Content): string {
  const say = words[language]
  const rows = facts(language, content)
    .map(
      ([name, value]) =>
        `<tr><td class="name">${escapeHtml(name)}</td><td class="value">${escapeHtml(value)}</td></tr>`,
    )
    .join('')
  return `<table role="presentation" class="card" width="100%"><tr><td>
<p class="shop">${escapeHtml(shopName(content))}</p>
<p class="returned">${say.returned}</p>
<table role="presentation" class="facts" width="100%">${rows}</table>
<a class="open" href="${escapeHtml(content.link)}">${say.again}</a>
</td></tr></table>
<p class="foot">${escapeHtml(say.why(shopName(content)))}${content.shop.phone ? ` ${escapeHtml(say.ask(content.shop.phone))}` : ''}</p>`
}
