import type { Shop } from '@mashang/contract'
import type { Application } from '../applications/applications.ts'
import { escapeHtml } from '../escape-html.ts'
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
    subject: (brand: string) => `【${brand}】开票申请被退回`,
    returned: '您的开票申请被退回',
    reason: '原因',
    again: '修改后重新申请',
  },
  en: {
    subject: (brand: string) => `[${brand}] Your invoice request was returned`,
    returned: 'Your invoice request was returned',
    reason: 'Reason',
    again: 'Correct it and request again',
  },
}

type Content = { application: Application; shop: Shop; link: string }

/** The mail about a rejection, in the staff's words. */
export function rejectionMail(content: Content): { subject: string; text: string; html: string } {
  const languages = languagesOf(content.application)
  return {
    subject: words[languages[0] ?? 'zh'].subject(content.shop.brand),
    text: languages.map((language) => textIn(language, content)).join(LANGUAGE_RULE),
    html: mailPage(languages.map((language) => cardIn(language, content)).join('')),
  }
}

function facts(language: Language, { application }: Content): Fact[] {
  return [[words[language].reason, application.reason ?? ''], ...buyerFacts(language, application)]
}

function textIn(language: Language, content: Content): string {
  const say = words[language]
  const { link, shop } = content
  return [
    say.returned,
    '',
    ...textOfFacts(facts(language, content)),
    '',
    `${say.again}: ${link}`,
    '',
    ...footOf(language, shop),
  ].join('\n')
}

function cardIn(language: Language, content: Content): string {
  const say = words[language]
  return mailCard(language, content.shop, {
    heading: `<p class="returned">${say.returned}</p>`,
    facts: facts(language, content),
    end: `<a class="open" href="${escapeHtml(content.link)}">${say.again}</a>`,
  })
}
