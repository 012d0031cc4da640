import type { Shop } from '@mashang/contract'
import { fen, formatYuan } from '@mashang/invoice'
import type { Application } from '../applications/applications.ts'
import { escapeHtml } from '../escape-html.ts'
import type { Invoice } from '../invoices/invoices.ts'
import {
  buyerFacts,
  type Fact,
  footOf,
  LANGUAGE_RULE,
  type Language,
  languagesOf,
  mailCard,
  mailPage,
  textOfFacts,
} from './mail-page.ts'

const words = {
  zh: {
    test: '【测试】',
    worthless: '这是测试环境开出的发票，没有任何效力，不能报销。',
    subject: (brand: string, amount: string, tail: string) => `【${brand}】电子发票 ¥${amount} 号码尾号 ${tail}`,
    ready: '您的电子发票已开好',
    number: '发票号码',
    date: '开票日期',
    seller: '开票方',
    open: '查看发票',
    attached: (formats: string) => `附件：${formats}，报销时一起交给财务。`,
    attachedTest: (formats: string) => `附件：${formats}。`,
  },
  en: {
    test: '【测试】[TEST] ',
    worthless: 'This is a test invoice from a test environment. It is worth nothing and cannot be claimed.',
    subject: (brand: string, amount: string, tail: string) => `[${brand}] E-invoice ¥${amount}, number ending ${tail}`,
    ready: 'Your invoice is ready',
    number: 'Invoice number',
    date: 'Date',
    seller: 'Issued by',
    open: 'View the invoice',
    attached: (formats: string) => `Attached: ${formats}. Hand them in with your expense claim.`,
    attachedTest: (formats: string) => `Attached: ${formats}.`,
  },
}

type Content = {
  application: Application
  invoice: Invoice
  shop: Shop
  link: string | undefined
}

/** The mail that carries an invoice: Chinese; if the consumer used English, English above the Chinese. */
export function invoiceMail(content: Content): { subject: string; text: string; html: string } {
  const languages = languagesOf(content.application)
  const say = words[languages[0] ?? 'zh']
  const subject = say.subject(content.shop.brand, amountOf(content), content.invoice.number.slice(-4))
  return {
    subject: content.invoice.test ? say.test + subject : subject,
    text: languages.map((language) => textIn(language, content)).join(LANGUAGE_RULE),
    html: mailPage(languages.map((language) => cardIn(language, content)).join('')),
  }
}

const amountOf = ({ invoice }: Content) => formatYuan(fen(invoice.grossFen))

function attached(language: Language, { invoice }: Content): string {
  const formats = invoice.documents.map(({ format }) => format.toUpperCase()).join('、')
  return invoice.test ? words[language].attachedTest(formats) : words[language].attached(formats)
}

function facts(language: Language, { application, invoice }: Content): Fact[] {
  const say = words[language]
  return [
    ...buyerFacts(language, application),
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

function textIn(language: Language, content: Content): string {
  const say = words[language]
  return [
    `${say.ready}  ¥${amountOf(content)}`,
    ...(content.invoice.test ? [say.worthless] : []),
    '',
    ...textOfFacts(facts(language, content)),
    '',
    ...(content.link ? [`${say.open}: ${content.link}`] : []),
    attached(language, content),
    '',
    ...footOf(language, content.shop),
  ].join('\n')
}

function cardIn(language: Language, content: Content): string {
  const say = words[language]
  return mailCard(language, content.shop, {
    heading: `<p class="ready">${say.ready}</p>
<p class="amount"><span class="yen">¥</span>${amountOf(content)}</p>
${content.invoice.test ? `<p class="warning">${say.worthless}</p>` : ''}`,
    facts: facts(language, content),
    end: `${content.link ? `<a class="open" href="${escapeHtml(content.link)}">${say.open}</a>` : ''}
<p class="quiet">${escapeHtml(attached(language, content))}</p>`,
  })
}
