import { memoryStore, type Store } from '@mashang/scan'

/** Kept on this device: titles, language. */
export const local = storeOf(() => localStorage)
/** Kept in this tab: what was begun and not submitted. */
export const session = storeOf(() => sessionStorage)

/** WeChat's browser opens documents but does not save them. */
export const insideWeChat = /MicroMessenger/i.test(navigator.userAgent)

/** A UUID v4. `crypto.randomUUID` is missing where a shop serves the page without TLS. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Private modes throw on the first touch, full storages on any write; then the page remembers for itself. */
function storeOf(open: () => Storage): Store {
  const fallback = memoryStore()
  return {
    get(key) {
      try {
        return open().getItem(key) ?? fallback.get(key)
      } catch {
        return fallback.get(key)
      }
    },
    set(key, value) {
      try {
        open().setItem(key, value)
      } catch {
        fallback.set(key, value)
      }
    },
    remove(key) {
      fallback.remove(key)
      try {
        open().removeItem(key)
      } catch {
        // There is nothing to remove where nothing can be kept.
      }
    },
  }
}
