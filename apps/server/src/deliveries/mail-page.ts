import type { Shop } from '@mashang/contract'
import { groupTaxpayerId, nameOnInvoice } from '@mashang/invoice'
import type { Application } from '../applications/applications.ts'
import { escapeHtml } from '../escape-html.ts'

export type Language = 'zh' | 'en'
export type Fact = [name: string, value: string]

const words = {
  zh: {
    title: '发票抬头',
    taxpayerId: '税号',
    why: (shop: string) => `您在 ${shop} 扫码开票时填写了这个邮箱，所以收到这封邮件。`,
    ask: (phone: string) => `有疑问请致电门店 ${phone}。`,
  },
  en: {
    title: 'Invoice title',
    taxpayerId: 'Taxpayer ID',
    why: (shop: string) => `You entered this address when you scanned for an invoice at ${shop}.`,
    ask: (phone: string) => `Questions? Call the store: ${phone}.`,
  },
}

/** Chinese; if the consumer used English, English above the Chinese. */
export const languagesOf = ({ language }: Application): readonly Language[] =>
  language === 'en' ? ['en', 'zh'] : ['zh']

const shopName = ({ brand, store }: Shop) => `${brand} · ${store}`

/** Who the invoice is for. */
export function buyerFacts(language: Language, { buyer }: Application): Fact[] {
  const taxpayerId = 'taxpayerId' in buyer ? buyer.taxpayerId : undefined
  return [
    [words[language].title, nameOnInvoice(buyer)],
    ...(taxpayerId ? [[words[language].taxpayerId, groupTaxpayerId(taxpayerId).join(' ')] as Fact] : []),
  ]
}

/** Why this mail came, and whom to ask. */
export function footOf(language: Language, shop: Shop): string[] {
  return [words[language].why(shopName(shop)), ...(shop.phone ? [words[language].ask(shop.phone)] : [])]
}

/** A card of HTML around its heading, with facts and what follows them. `heading` and `end` are HTML. */
export function mailCard(
  language: Language,
  shop: Shop,
  { heading, facts, end }: { heading: string; facts: readonly Fact[]; end: string },
): string {
  const rows = facts
    .map(
      ([name, value]) =>
        `<tr><td class="name">${escapeHtml(name)}</td><td class="value">${escapeHtml(value)}</td></tr>`,
    )
    .join('')
  return `<table role="presentation" class="card" width="100%"><tr><td>
<p class="shop">${escapeHtml(shopName(shop))}</p>
${heading}
<table role="presentation" class="facts" width="100%">${rows}</table>
${end}
</td></tr></table>
<p class="foot">${escapeHtml(footOf(language, shop).join(' '))}</p>`
}

export const textOfFacts = (facts: readonly Fact[]) => facts.map(([name, value]) => `${name}: ${value}`)

/** Between the languages of one mail. */
export const LANGUAGE_RULE = '\n\n— — —\n\n'

/** Tables and plain colours, because mail readers know little else; those that know dark mode are told about it. */
export function mailPage(cards: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<style>
body{margin:0;padding:16px;background:#f6f7f9;color:#14171c;font:16px/1.5 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
.column{max-width:520px;margin:0 auto}
.card{background:#fff;border:1px solid #e6e8ec;border-radius:12px;margin:0 0 12px}.card>tbody>tr>td{padding:20px}
.shop{margin:0 0 20px;font-size:17px;font-weight:600}.ready{margin:0;font-size:17px}
.amount{margin:0 0 16px;font-size:34px;line-height:42px;font-weight:600;font-variant-numeric:tabular-nums}.yen{font-size:22px;margin-right:4px}
.warning{margin:0 0 16px;padding:10px 12px;border-radius:8px;background:#fdf1dc;color:#7a4b00}.returned{margin:0 0 16px;font-size:22px;line-height:30px;font-weight:600}
.facts{border-collapse:collapse}.facts td{border-top:1px solid #e6e8ec;padding:10px 0;vertical-align:top}
.name{width:84px;color:#565d68}.value{word-break:break-word}
.open{display:block;margin:20px 0 12px;padding:14px;border-radius:12px;background:#0a6cff;color:#fff;text-align:center;text-decoration:none;font-weight:600}
.quiet,.foot{margin:0;color:#565d68;font-size:13px}.foot{padding:0 20px 24px}
@media (prefers-color-scheme:dark){body{background:#0e1013;color:#f1f3f6}.card{background:#191c21;border-color:#2a2f37}.facts td{border-color:#2a2f37}.name,.quiet,.foot{color:#a8b0bc}.open{background:#1f6df0}.warning{background:#3a2c10;color:#ffd591}}
</style></head><body><div class="column">${cards}</div></body></html>`
}
