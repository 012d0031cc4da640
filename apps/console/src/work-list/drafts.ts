import type { Application, Item } from '@mashang/contract'
import { groupTaxpayerId } from '@mashang/invoice'
import { useState } from 'react'
import { type DraftLine, emptyLine, linesFrom } from './draft-lines.ts'

export type DraftBuyer = {
  kind: Application['buyer']['kind']
  name: string
  taxpayerId: string
  address: string
  phone: string
  bank: string
  account: string
}

/** What the staff have typed about one application. */
export type Draft = { buyer: DraftBuyer; email: string; lines: DraftLine[]; remark: string }

/** Of every version of this console, of which only one reads the drafts of its own. */
const ANY_PREFIX = 'mashang.draft'
/**
 * To be counted up whenever `Draft` or `DraftLine` change: a tab outlives an upgrade, and a line read in another shape
 * would be issued otherwise than it was typed. The first was without a number.
 */
const PREFIX = `${ANY_PREFIX}-2.`
const LAST_LINES = `${PREFIX}last-lines`

/**
 * Kept per application in this tab: what was typed survives another application, a reload and an expired session.
 * Signing out forgets it.
 */
export function useDraft(application: Application, items: readonly Item[]) {
  const key = PREFIX + application.id
  const [draft, setDraft] = useState<Draft>(() => read<Draft>(key) ?? draftOf(application, items))
  const change = (changes: Partial<Draft>) => {
    const changed = { ...draft, ...changes }
    sessionStorage.setItem(key, JSON.stringify(changed))
    setDraft(changed)
  }
  return [draft, change] as const
}

export function forgetDraft(applicationId: string): void {
  sessionStorage.removeItem(PREFIX + applicationId)
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(ANY_PREFIX)) sessionStorage.removeItem(key)
}

/** The lines of the application approved last, for the next one. */
export function keepLastLines(lines: readonly DraftLine[]): void {
  sessionStorage.setItem(LAST_LINES, JSON.stringify(lines))
}

export function lastLines(): DraftLine[] | undefined {
  return read<DraftLine[]>(LAST_LINES)?.map((line) => ({ ...line, key: crypto.randomUUID() }))
}

/** How a taxpayer id stands in a field: 9199 0000 MA0A AAA1 XB. */
export function inFours(taxpayerId: string): string {
  return groupTaxpayerId(taxpayerId).join(' ')
}

export function draftBuyerOf(buyer: Application['buyer']): DraftBuyer {
  return {
    kind: buyer.kind,
    name: buyer.name,
    taxpayerId: inFours(buyer.taxpayerId ?? ''),
    address: buyer.address ?? '',
    phone: buyer.phone ?? '',
    bank: buyer.bank ?? '',
    account: buyer.account ?? '',
  }
}

function draftOf(application: Application, items: readonly Item[]): Draft {
  // The item used last is most likely the one needed again; only the amount is left to type. Without one nothing is
  // guessed: an amount and one key must not issue somebody else's product.
  const usual = items.find((item) => item.id === lastLines()?.[0]?.itemId)
  return {
    buyer: draftBuyerOf(application.buyer),
    email: application.email,
    lines: application.lines.length ? linesFrom(application.lines, items) : [emptyLine(usual)],
    remark: application.remark ?? '',
  }
}

/** Only ever what this version of the file has written. */
function read<T>(key: string): T | undefined {
  const text = sessionStorage.getItem(key)
  return text ? (JSON.parse(text) as T) : undefined
}
