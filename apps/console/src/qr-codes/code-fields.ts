import type { ConsoleCalls, Organization, QrCode } from '@mashang/contract'
import { fieldErrors } from '../api.ts'
import { dayOf } from '../format.ts'
import type { Say } from '../words/say.ts'

export const NAME_LENGTH = 20

/** What the staff type about a code, as it stands in the form. */
export type CodeFields = {
  name: string
  mode: QrCode['mode']
  expires: 'never' | 'at'
  /** `2026-12-31`: the last day, in China. */
  lastDay: string | undefined
  notice: string
}

export const newCodeFields: CodeFields = {
  name: '',
  mode: 'title-only',
  expires: 'never',
  lastDay: undefined,
  notice: '',
}

export function fieldsOf(code: QrCode): CodeFields {
  return {
    name: code.name,
    mode: code.mode,
    expires: code.expiresAt ? 'at' : 'never',
    lastDay: code.expiresAt && dayOf(code.expiresAt),
    notice: code.notice ?? '',
  }
}

/** The end of the last day; undefined when the code has no end. */
export function expiryOf({ expires, lastDay }: CodeFields): string | undefined {
  return expires === 'at' && lastDay ? `${lastDay}T23:59:59+08:00` : undefined
}

export function changesOf(fields: CodeFields): ConsoleCalls['PATCH /api/console/qr-codes/{id}']['input']['body'] {
  return {
    name: fields.name.trim(),
    mode: fields.mode,
    expiresAt: expiryOf(fields) ?? null,
    notice: fields.notice.trim() || null,
  }
}

export type FieldTrouble = Partial<Record<'organization' | 'name' | 'lastDay' | 'notice', string>>

/** What is missing before anything is sent. */
export function troubleIn(fields: CodeFields, say: Say): FieldTrouble {
  return {
    ...(fields.name.trim() ? {} : { name: say('generate.need-name') }),
    ...(fields.expires === 'at' && !fields.lastDay ? { lastDay: say('generate.need-date') } : {}),
  }
}

/** What the server refused, field by field. */
export function refusedFields(error: unknown): FieldTrouble {
  const { name, notice, expiresAt, organizationId } = fieldErrors(error)
  return {
    ...(name ? { name } : {}),
    ...(notice ? { notice } : {}),
    ...(expiresAt ? { lastDay: expiresAt } : {}),
    ...(organizationId ? { organization: organizationId } : {}),
  }
}

/** The name of the organization's active code that is called the same, if it has one: in a list they look alike. */
export function activeNamesake(organization: Organization | undefined, name: string): string | undefined {
  return organization?.qrCodes.find((code) => code.active && code.name === name.trim())?.name
}
