import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The files of a package as text. */
export function unpack(document: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(document)).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

/** A package with one file changed, or without it. */
export function damage(document: Uint8Array, path: string, change: (xml: string) => string | undefined): Uint8Array {
  const files = unpack(document)
  const before = files[path]
  if (before === undefined) throw new Error(`${path} is not there to be damaged`)
  const after = change(before)
  if (after === before) throw new Error(`${path} came out unchanged`)
  if (after === undefined) delete files[path]
  else files[path] = after
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}
