import type { Shop } from '@mashang/contract'
import { fen, formatYuan, groupTaxpayerId, nameOnInvoice } from '@mashang/invoice'
import type { Application } from '../applications/applications.ts'
import { escapeHtml } from '../escape-html.ts'
import type { Invoice } from '../invoices/invoices.ts'
import { mailPage } from './mail-page.ts'

const words = {
  zh: {
    test: '【测试】',
    worthless: '这是模拟税局开出的测试发票，没有任何效力，不能报销。',
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
    attachedTest: (formats: string) => `附件：${formats}。`,
    why: (shop: string) => `您在 ${shop} 扫码开票时填写了这个邮箱，所以收到这封邮件。`,
    ask: (phone: string) => `有疑问请致电门店 ${phone}。`,
  },
  en: {
    test: '【测试】[TEST] ',
    worthless: 'This is a test invoice from a simulated tax bureau. It is worth nothing and cannot be claimed.',
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
    attachedTest: (formats: string) => `Attached: ${formats}.`,
    why: (shop: string) => `You entered this address when you scanned for an invoice at ${shop}.`,
    ask: (phone: string) => `Questions? Call the store: ${phone}.`,
  },
}

type Content = {
  application: Application
  invoice: Invoice
  shop: Shop
  link: string | undefined
  /** Issued by a simulated bureau. */
  simulated: boolean
}

/** The mail that carries an invoice: Chinese; if the consumer used English, English above the Chinese. */
export function invoiceMail(content: Content): { subject: string; text: string; html: string } {
  const languages = content.application.language === 'en' ? (['en', 'zh'] as const) : (['zh'] as const)
  const say = words[languages[0]]
  const subject = say.subject(content.shop.brand, amountOf(content), content.invoice.number.slice(-4))
  return {
    subject: content.simulated ? say.test + subject : subject,
    text: languages.map((language) => textIn(language, content)).join('\n\n— — —\n\n'),
    html: mailPage(languages.map((language) => cardIn(language, content)).join('')),
  }
}

const amountOf = ({ invoice }: Content) => formatYuan(fen(invoice.grossFen))
const shopName = ({ shop }: Content) => `${shop.brand} · ${shop.store}`

function attached(language: 'zh' | 'en', { invoice, simulated }: Content): string {
  const formats = invoice.documents.map(({ format }) => format.toUpperCase()).join('、')
  return simulated ? words[language].attachedTest(formats) : words[language].attached(formats)
}

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
    ...(content.simulated ? [say.worthless] : []),
    '',
    ...facts(language, content).map(([name, value]) => `${name}: ${value}`),
    '',
    ...(content.link ? [`${say.open}: ${content.link}`] : []),
    attached(language, content),
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
${content.simulated ? `<p class="warning">${say.worthless}</p>` : ''}
<table role="presentation" class="facts" width="100%">${rows}</table>
${content.link ? `<a class="open" href="${escapeHtml(content.link)}">${say.open}</a>` : ''}
<p class="quiet">${escapeHtml(attached(language, content))}</p>
</td></tr></table>
<p class="foot">${escapeHtml(say.why(shopName(content)))}${content.shop.phone ? ` ${escapeHtml(say.ask(content.shop.phone))}` : ''}</p>`
}
