/*
 * What the address bar says, read back. Anything else in it is dropped, so that an old or mistyped link opens a page
 * instead of breaking one.
 */

type Raw = Record<string, unknown>

/** The texts among the values; empty ones count as absent. The router reads digits as numbers. */
export function readText<K extends string>(raw: { [name in K]?: unknown }): { [name in K]?: string | undefined } {
  const texts = Object.entries(raw).flatMap(([name, value]) =>
    typeof value === 'number' || (typeof value === 'string' && value !== '') ? [[name, String(value)]] : [],
  )
  return Object.fromEntries(texts) as { [name in K]?: string }
}

function readOption<K extends string, T extends string>(
  name: K,
  value: unknown,
  options: readonly T[],
): { [name in K]?: T | undefined } {
  const option = options.find((one) => one === value)
  return (option ? { [name]: option } : {}) as { [name in K]?: T }
}

/** The cursors that led to the page shown, the last one its own: so that one can go back without asking the server. */
function readAfter(value: unknown): { after?: string[] | undefined } {
  const cursors = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  return cursors.length ? { after: cursors } : {}
}

export const codeModes = ['title-only', 'order-match'] as const
export const codeStatuses = ['generated', 'missing', 'disabled', 'expired'] as const

/** `code` is open in the drawer; `new` opens the form, with the organization it names already chosen. */
export function readQrCodeSearch({ q, code, new: making, mode, status, after }: Raw) {
  return {
    ...readText({ q, code, new: making }),
    ...readOption('mode', mode, codeModes),
    ...readOption('status', status, codeStatuses),
    ...readAfter(after),
  }
}

export const workTabs = ['reviewing', 'issuing', 'failed', 'issued', 'ended'] as const
export type WorkTab = (typeof workTabs)[number]

export function readWorkSearch({ q, id, tab }: Raw) {
  return { ...readText({ q, id }), ...readOption('tab', tab, workTabs) }
}

export function readApplicationSearch({ q, status, after }: Raw) {
  return { ...readText({ q }), ...readOption('status', status, workTabs), ...readAfter(after) }
}

export function readInvoiceSearch({ q, id, after }: Raw) {
  return { ...readText({ q, id }), ...readAfter(after) }
}

export function readOrganizationSearch({ q, id, lacking }: Raw): {
  q?: string | undefined
  id?: string | undefined
  lacking?: true | undefined
} {
  return { ...readText({ q, id }), ...(lacking === true ? { lacking } : {}) }
}

export type QrCodeSearch = ReturnType<typeof readQrCodeSearch>
export type ApplicationSearch = ReturnType<typeof readApplicationSearch>
export type InvoiceSearch = ReturnType<typeof readInvoiceSearch>
