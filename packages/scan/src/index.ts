/**
 * The consumer's journey without a screen: from a scanned code to an invoice. Pure functions and one table of words,
 * shared by the pages of `apps/h5` and by a mini program; no DOM, no clock, no network.
 */
export * from './clock.ts'
export { deadEndOf } from './dead-end.ts'
export { type Draft, draftAgain, dropDraft, newDraft, readDraft, saveDraft } from './draft.ts'
export { isEmail, normaliseEmail, suggestEmail } from './email.ts'
export * from './form.ts'
export {
  depthOf,
  type Happening,
  heldRef,
  type Journey,
  openPage,
  type PageState,
  proceed,
  resume,
  type Trouble,
  troubleOf,
} from './journey.ts'
export { chooseLanguage, type Details, type Language, rememberLanguage, type Say, sayIn } from './language.ts'
export { type Month, matchesSearch, monthsOf, timeOf } from './months.ts'
export { plateOf } from './plate.ts'
export { pollAfterMs } from './polling.ts'
export { type Headline, headlineOf, type Step, stepsOf } from './progress.ts'
export { parseReceipt, type ReceiptField, type ReceiptForm, receiptProblem } from './receipt.ts'
export { memoryStore, type Store } from './store.ts'
export { type Source, sourceAt, sourceOf, submissionOf } from './submission.ts'
export {
  fillTitle,
  firstForm,
  forgetTitles,
  type Memory,
  recallTitles,
  rememberTitle,
  suggestTitles,
  type Title,
} from './titles.ts'
export { sentenceOf } from './trouble.ts'
export { type Word, wording } from './wording.ts'
