/** NUL, and half of a surrogate pair. */
const UNSTORABLE = /\0|\p{Cs}/u

/** Where text stands that PostgreSQL could not hold. Looked for once in everything, so that no schema can forget it. */
export function unstorable(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => unstorable(each, [...path, key]))
}
