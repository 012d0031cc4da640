declare const unit: unique symbol

/** A day of the calendar in China, `yyyy-MM-dd`. Days compare as their texts do; a text with a time behind it would not. */
export type Day = string & { readonly [unit]: 'day' }

/** Reads `yyyy-MM-dd` and nothing else: not `2026-6-1`, not 31 February, no time behind it. */
export function parseDay(text: string): Day | undefined {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // JavaScript makes 3 March of 31 February.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? (text as Day) : undefined
}

/** Makes a day of a text that names one; anything else is a RangeError. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new RangeError(`not a day: ${text}`)
  return parsed
}

/** The day of a time in China as invoices have it (`issuedAt`): `2026-11-23 14:05:09`. Without one, a RangeError. */
export function dayOf(time: string): Day {
  return day(time.replace(/ ([01]\d|2[0-3])(:[0-5]\d){2}$/, ''))
}

export function dayBefore(next: Day): Day {
  return daysFrom(next, -1)
}

export function dayAfter(last: Day): Day {
  return daysFrom(last, 1)
}

function daysFrom(start: Day, days: number): Day {
  return day(new Date(Date.parse(`${start}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10))
}
