// Checks the arrows of ARCHITECTURE.md: who may import whom.
// Our own, because dependency-cruiser cannot read TypeScript through the compiler we use (it asks for one before 7).
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { type Arrow, circle, rules } from './arrows.ts'
import { root } from './run.ts'

const sources = ['{packages,apps,db,e2e,bench,scripts}/**/*.{ts,tsx}', '*.ts']
// An import or export at the start of a line, over several lines if it names much, or a dynamic import.
const statement = /^(?:import|export)\b(\s+type\b)?(?:[^'"`;=()]*?\bfrom)?\s*'([^']+)'|\bimport\('([^']+)'\)/gm

/** Every import of every source file below `top`. */
export function readArrows(top: string): Arrow[] {
  const files = globSync(sources, { cwd: top, exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path) })
  return files.flatMap((file) => {
    const from = file.replaceAll('\\', '/')
    const imports = readFileSync(join(top, file), 'utf8').matchAll(statement)
    return [...imports].map(([, type, fixed, dynamic]) => ({
      from,
      to: resolve(top, from, fixed ?? dynamic ?? ''),
      types: type !== undefined,
    }))
  })
}

/** `./x.ts` → its repository path; `@mashang/x` → a file in its folder; others stay a package's name. */
function resolve(top: string, from: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier)).replaceAll('\\', '/')
  const [, name = '', inside] = /^@mashang\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  if (!name) return specifier
  const folder = [`packages/${name}`, `apps/${name}`].find((path) => existsSync(join(top, path))) ?? name
  return inside ? `${folder}/${inside}.ts` : `${folder}/src/index.ts`
}

/** One line for each arrow that breaks a rule. Tests may look anywhere. */
export function brokenRules(arrows: readonly Arrow[]): string[] {
  const checked = arrows.filter(({ from }) => !/\.test\.tsx?$/.test(from))
  const broken = checked.flatMap((arrow) =>
    rules
      .filter((rule) => rule.forbids(arrow))
      .map((rule) => `${arrow.from} → ${arrow.to}\n  ${rule.name}: ${rule.why}`),
  )
  const found = circle(arrows)
  return found
    ? [...broken, `${found.join(' → ')}\n  no-circles: these files cannot be understood one at a time`]
    : broken
}

if (import.meta.main) {
  const arrows = readArrows(root)
  const broken = brokenRules(arrows)
  process.stdout.write(`${[...broken, `${arrows.length} imports, ${broken.length} against the arrows`].join('\n')}\n`)
  process.exitCode = broken.length ? 1 : 0
}
