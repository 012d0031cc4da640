import type { Shop } from '@mashang/contract'
import { fen, formatYuan, groupTaxpayerId, nameOnInvoice } from '@mashang/invoice'
import type { Application } from '../applications/applications.ts'
import { escapeHtml } from '../escape-html.ts'
import type { Invoice } from '../invoices/invoices.ts'

const words = {
  zh: {
    subject: (brand: string, amount: string, tail: string) => `【${brand}】电子发票 ¥${amount} 号码尾号 ${tail}`,
    ready: '您的电子发票已开好',
    title: '发票抬头',
    taxpayerId: '税号',
    number: '发票号码',
    date: '开票日期',
    seller: '开票方',
    receipt: '小票',
    open: '查看发票',
    attached: (formats: string) => `附件：${formats}，报销时一起交给财务。`,
    why: (shop: string) => `您在 ${shop} 扫码开票时填写了这个邮箱，所以收到这封邮件。`,
    ask: (phone: string) => `有疑问请致电门店 ${phone}。`,
  },
  en: {
    subject: (brand: string, amount: string, tail: string) => `[${brand}] E-invoice ¥${amount}, number ending ${tail}`,
    ready: 'Your invoice is ready',
    title: 'Invoice title',
    taxpayerId: 'Taxpayer ID',
    number: 'Invoice number',
    date: 'Date',
    seller: 'Issued by',
    receipt: 'Receipt',
    open: 'View the invoice',
    attached: (formats: string) => `Attached: ${formats}. Hand them in with your expense claim.`,
    why: (shop: string) => `You entered this address when you scanned for an invoice at ${shop}.`,
    ask: (phone: string) => `Questions? Call the store: ${phone}.`,
  },
}

type Content = { application: Application; invoice: Invoice; shop: Shop; link: string | undefined }

/** The mail that carries an invoice: Chinese; if the consumer used English, English above the Chinese. */
export function invoiceMail(content: Content): { subject: string; text: string; html: string } {
  const languages = content.application.language === 'en' ? (['en', 'zh'] as const) : (['zh'] as const)
  const [first] = languages
  return {
    subject: words[first].subject(content.shop.brand, amountOf(content), content.invoice.number.slice(-4)),
    text: languages.map((language) => textIn(language, content)).join('\n\n— — —\n\n'),
    html: page(languages.map((language) => cardIn(language, content)).join('')),
  }
}

const amountOf = ({ invoice }: Content) => formatYuan(fen(invoice.grossFen))
const shopName = ({ shop }: Content) => `${shop.brand} · ${shop.store}`
const formatsOf = ({ invoice }: Content) => invoice.documents.map(({ format }) => format.toUpperCase()).join('、')

function facts(language: 'zh' | 'en', { application, invoice }: Content): [string, string][] {
  const say = words[language]
  const { buyer } = application
  const taxpayerId = 'taxpayerId' in buyer ? buyer.taxpayerId : undefined
  return [
    [say.title, nameOnInvoice(buyer)],
    ...(taxpayerId ? [[say.taxpayerId, groupTaxpayerId(taxpayerId).join(' ')] as [string, string]] : []),
    [say.number, invoice.number.replace(/(\d{4})(?=\d)/g, '$1 ')],
    [
      say.date,
      new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-CA', {
        timeZone: 'Asia/Shanghai',
        dateStyle: language === 'zh' ? 'long' : 'short',
      }).format(invoice.issuedAt),
    ],
    [say.seller, application.seller.name],
  ]
}

function textIn(language: 'zh' | 'en', content: Content): string {
  const say = words[language]
  return [
    `${say.ready}  ¥${amountOf(content)}`,
    '',
    ...facts(language, content).map(([name, value]) => `${name}: ${value}`),
    '',
    ...(content.link ? [`${say.open}: ${content.link}`] : []),
    say.attached(formatsOf(content)),
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
<p class="ready">${say.ready}</p>
<p class="amount"><span class="yen">¥</span>${amountOf(content)}</p>
<table role="presentation" class="facts" width="100%">${rows}</table>
${content.link ? `<a class="open" href="${escapeHtml(content.link)}">${say.open}</a>` : ''}
<p class="quiet">${escapeHtml(say.attached(formatsOf(content)))}</p>
</td></tr></table>
<p class="foot">${escapeHtml(say.why(shopName(content)))}${content.shop.phone ? ` ${escapeHtml(say.ask(content.shop.phone))}` : ''}</p>`
}

/** Tables and plain colours, because mail readers know little else; those that know dark mode are told about it. */
function page(cards: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<style>
body{margin:0;padding:16px;background:#f6f7f9;color:#14171c;font:16px/1.5 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
.column{max-width:520px;margin:0 auto}
.card{background:#fff;border:1px solid #e6e8ec;border-radius:12px;margin:0 0 12px}.card>tbody>tr>td{padding:20px}
.shop{margin:0 0 20px;font-size:17px;font-weight:600}.ready{margin:0;font-size:17px}
.amount{margin:0 0 16px;font-size:34px;line-height:42px;font-weight:600;font-variant-numeric:tabular-nums}.yen{font-size:22px;margin-right:4px}
.facts{border-collapse:collapse}.facts td{border-top:1px solid #e6e8ec;padding:10px 0;vertical-align:top}
.name{width:84px;color:#565d68}.value{word-break:break-word}
.open{display:block;margin:20px 0 12px;padding:14px;border-radius:12px;background:#0a6cff;color:#fff;text-align:center;text-decoration:none;font-weight:600}
.quiet,.foot{margin:0;color:#565d68;font-size:13px}.foot{padding:0 20px 24px}
@media (prefers-color-scheme:dark){body{background:#0e1013;color:#f1f3f6}.card{background:#191c21;border-color:#2a2f37}.facts td{border-color:#2a2f37}.name,.quiet,.foot{color:#a8b0bc}.open{background:#1f6df0}}
</style></head><body><div class="column">${cards}</div></body></html>`
}
