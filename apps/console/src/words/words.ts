import { applicationWords } from './application-words.ts'
import { invoiceWords } from './invoice-words.ts'
import { organizationWords } from './organization-words.ts'
import { qrCodeWords } from './qr-code-words.ts'
import { shellWords } from './shell-words.ts'
import { workListWords } from './work-list-words.ts'

/** zh-CN first; English complete. `{x}` stands for a detail of the same name. */
export type Pair = readonly [zh: string, en: string]

/** Every word on the screens, in both languages. Keys are `area.word`. */
export const words = {
  ...shellWords,
  ...qrCodeWords,
  ...applicationWords,
  ...workListWords,
  ...invoiceWords,
  ...organizationWords,
} as const satisfies Record<string, Pair>
