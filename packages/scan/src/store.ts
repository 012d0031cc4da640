/**
 * A small text store of the device: `localStorage`, `sessionStorage`, the storage of a mini program.
 * Its maker swallows quota and privacy-mode errors: remembering is a courtesy, never a condition.
 */
export type Store = {
  get: (key: string) => string | undefined
  set: (key: string, value: string) => void
  remove: (key: string) => void
}

/** A store that lasts as long as the page; for devices that refuse any other. */
export function memoryStore(): Store {
  const entries = new Map<string, string>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
  }
}

/** Reads JSON that an older version of the page may have written, or that is damaged: then undefined. */
export function readJson(store: Store, key: string): unknown {
  try {
    return JSON.parse(store.get(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
