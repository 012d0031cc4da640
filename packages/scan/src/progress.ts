import type { ApplicationView } from '@mashang/contract'
import { clockMinute } from './clock.ts'
import type { Details } from './language.ts'
import type { Word } from './wording.ts'

type Phrase = { word: Word; details?: Details }

/** What the status page says first. `tone` is how it looks; the words carry the meaning. */
export type Headline = {
  tone: 'working' | 'waiting' | 'stopped' | 'done'
  label: Word
  title: Phrase
  text: Phrase
}

/** The headline of an application. `nowMs` turns the estimate into a time on the clock. */
export function headlineOf(application: ApplicationView, nowMs: number): Headline {
  const { status, ahead = 0, estimateSeconds, grossFen } = application
  switch (status) {
    case 'submitted':
    case 'approved':
    case 'issuing':
      return {
        tone: 'working',
        label: 'status.issuing',
        title: waitOf(estimateSeconds),
        text: queueOf(ahead, estimateSeconds, nowMs),
      }
    case 'reviewing':
      return grossFen === undefined
        ? said('waiting', 'status.reviewing', 'status.awaitingAmount', 'status.awaitingAmountText')
        : said('waiting', 'status.reviewing', 'status.awaitingReview', 'status.awaitingReviewText')
    case 'blocked':
      return said('stopped', 'status.stopped', 'status.blocked', 'status.blockedText')
    case 'refused':
      return said('stopped', 'status.stopped', 'status.refused', 'status.refusedText')
    case 'rejected':
      return said('stopped', 'status.ended', 'status.rejected', 'status.rejectedText')
    case 'withdrawn':
      return said('stopped', 'status.ended', 'status.withdrawn', 'status.withdrawnText')
    case 'issued':
      return said('done', 'status.issued', 'issued.title', 'status.issuedText')
  }
}

function said(tone: Headline['tone'], label: Word, title: Word, text: Word): Headline {
  return { tone, label, title: { word: title }, text: { word: text } }
}

function waitOf(seconds: number | undefined): Phrase {
  if (seconds === undefined) return { word: 'status.soon' }
  return seconds < 90
    ? { word: 'status.aboutSeconds', details: { n: Math.max(1, seconds) } }
    : { word: 'status.aboutMinutes', details: { n: Math.ceil(seconds / 60) } }
}

function queueOf(ahead: number, seconds: number | undefined, nowMs: number): Phrase {
  if (seconds === undefined) return { word: ahead > 0 ? 'status.ahead' : 'status.atTheBureau', details: { n: ahead } }
  // The next full minute: said as what is usual, because nobody can promise for the tax bureau.
  const time = clockMinute(nowMs + seconds * 1000 + 60_000)
  return { word: ahead > 0 ? 'status.aheadBy' : 'status.nextBy', details: { n: ahead, time } }
}

export type Step = {
  name: 'submitted' | 'reviewed' | 'issuing' | 'issued' | 'delivered'
  state: 'done' | 'now' | 'stopped' | 'todo'
  title: Word
  text?: Word
  /** ISO time at which it was done. */
  at?: string
}

/** The way of an application, step by step. Steps that it will never take are left out. */
export function stepsOf(application: ApplicationView): Step[] {
  const { status, submittedAt, endedAt, invoice, deliveries } = application
  const submitted: Step = { name: 'submitted', state: 'done', title: 'step.submitted', at: submittedAt }
  if (status === 'rejected' || status === 'withdrawn') {
    const title = status === 'rejected' ? 'step.rejected' : 'step.withdrawn'
    return [submitted, { name: 'reviewed', state: 'stopped', title, ...(endedAt && { at: endedAt }) }]
  }
  const sent = deliveries.find((delivery) => delivery.status === 'sent')
  return [
    submitted,
    ...(status === 'reviewing' ? [reviewStep(application)] : []),
    issuingStep(status),
    {
      name: 'issued',
      state: invoice ? 'done' : 'todo',
      title: 'step.issued',
      ...(invoice && { at: invoice.issuedAt }),
    },
    {
      name: 'delivered',
      state: sent ? 'done' : invoice ? 'now' : 'todo',
      title: 'step.delivered',
      ...(sent?.sentAt && { at: sent.sentAt }),
    },
  ]
}

function reviewStep({ grossFen }: ApplicationView): Step {
  return { name: 'reviewed', state: 'now', title: grossFen === undefined ? 'step.amount' : 'step.review' }
}

function issuingStep(status: ApplicationView['status']): Step {
  const step = { name: 'issuing', title: 'step.issuing' } as const
  if (status === 'reviewing') return { ...step, state: 'todo' }
  if (status === 'issued') return { ...step, state: 'done' }
  if (status === 'blocked' || status === 'refused') return { ...step, state: 'stopped', text: 'step.shopIsOnIt' }
  return { ...step, state: 'now', text: 'step.issuingText' }
}
