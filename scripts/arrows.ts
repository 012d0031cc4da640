import { basename, dirname } from 'node:path'

/** One import: repository paths of both files, or a package's name for what we did not write. */
export type Arrow = { from: string; to: string; types: boolean }

/** Which of our folders may import which. What is not listed here may import everything. */
const mayImport: Record<string, { values: string[]; types?: string[] }> = {
  'packages/invoice': { values: [] },
  'packages/documents': { values: ['packages/invoice'] },
  'packages/contract': { values: ['packages/invoice'] },
  'packages/channels': { values: ['packages/invoice'] },
  'packages/sdk': { values: [], types: ['packages/contract'] },
  'packages/scan': { values: ['packages/sdk', 'packages/invoice'], types: ['packages/contract'] },
  'apps/h5': { values: ['packages/scan', 'packages/sdk', 'packages/invoice'], types: ['packages/contract'] },
  'apps/console': { values: ['packages/sdk', 'packages/contract', 'packages/invoice'] },
  'apps/server': { values: ['packages/contract', 'packages/channels', 'packages/documents', 'packages/invoice', 'db'] },
  'apps/tax-sandbox': { values: ['packages/invoice', 'packages/documents'] },
  db: { values: [] },
}

type Rule = { name: string; why: string; forbids: (arrow: Arrow) => boolean }

export const rules: Rule[] = [
  {
    name: 'folders',
    why: 'the arrows between our folders point one way; see ARCHITECTURE.md',
    forbids: ({ from, to, types }) => {
      const [here, there] = [folderOf(from), folderOf(to)]
      const allowed = here === undefined ? undefined : mayImport[here]
      if (!allowed || there === undefined || here === there) return false
      return !allowed.values.includes(there) && !(types && allowed.types?.includes(there))
    },
  },
  {
    name: 'pure-domain',
    why: 'packages/invoice runs on the server, in the browser and in the mini program: it imports nothing at all',
    forbids: ({ from, to }) => /^packages\/invoice\/(?!test\/)/.test(from) && folderOf(to) === undefined,
  },
  {
    name: 'own-store',
    why: 'a noun may call another noun’s verbs, never its store.ts',
    forbids: ({ from, to }) => basename(to) === 'store.ts' && dirname(from) !== dirname(to),
  },
  {
    name: 'http-without-sql',
    why: 'http/ parses, opens the transaction and calls a verb; SQL lives in store.ts',
    forbids: ({ from, to, types }) => /^apps\/server\/src\/http\//.test(from) && /^(kysely|pg)$/.test(to) && !types,
  },
  {
    name: 'nouns-below-http',
    why: 'nouns know nothing of HTTP: http/ and main.ts import nouns, never the other way',
    forbids: ({ from, to }) =>
      /^apps\/server\/src\/http\//.test(to) && !/^apps\/server\/(src\/http\/|src\/main\.ts$|test\/)/.test(from),
  },
  {
    name: 'no-drawers',
    why: 'if it has no home, it is not understood yet: no folder called utils, common, shared, helpers, lib or core',
    forbids: ({ from }) => /(^|\/)(utils|common|shared|helpers|lib|core)\//.test(from),
  },
]

/** The folder of ours a path belongs to: packages/x, apps/x or db; undefined for what is not ours. */
function folderOf(path: string): string | undefined {
  return /^(packages\/[^/]+|apps\/[^/]+|db)(?=\/)/.exec(path)?.[0]
}

/** The first circle of imports at run time, as the files on it; types alone cannot make one. */
export function circle(arrows: readonly Arrow[]): string[] | undefined {
  const next = Map.groupBy(
    arrows.filter(({ types }) => !types),
    ({ from }) => from,
  )
  const done = new Set<string>()
  const follow = (file: string, trail: string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const { to } of next.get(file) ?? []) {
      const found = follow(to, [...trail, file])
      if (found) return found
    }
    done.add(file)
    return undefined
  }
  for (const file of next.keys()) {
    const found = follow(file, [])
    if (found) return found
  }
  return undefined
}
