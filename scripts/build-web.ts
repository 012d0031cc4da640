import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { CannotStart } from './launch/cannot-start.ts'
import { root, run } from './run.ts'

const apps = ['h5', 'console']
const sources = ['package-lock.json', 'packages/{contract,sdk,scan,invoice}/src/**']

/** Builds the web apps whose sources changed since they were last built, side by side. Returns their names. */
export async function buildWeb(): Promise<string[]> {
  const built = await Promise.all(apps.map(buildIfStale))
  return apps.filter((_, index) => built[index])
}

async function buildIfStale(app: string): Promise<boolean> {
  const folder = join(root, 'apps', app)
  const stamp = join(folder, 'dist', '.stamp')
  const wanted = fingerprint(app)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  // Vite empties dist/ first: a build that was interrupted leaves no stamp.
  const { code, output } = await run(['vite', 'build', '--logLevel', 'warn'], { cwd: folder })
  if (code !== 0) {
    const reasons = output.replace(/^\s+at .*\n/gm, '').trim()
    throw new CannotStart(
      `${reasons}\n\n✗ apps/${app} 构建失败，原因见上。`,
      `apps/${app} could not be built; the reasons are above.`,
    )
  }
  compress(join(folder, 'dist', 'assets'))
  writeFileSync(stamp, wanted)
  return true
}

/** Once here instead of for every visitor: the server sends the compressed neighbour of a file. */
function compress(assets: string): void {
  for (const name of globSync('*.{js,css,svg}', { cwd: assets })) {
    const bytes = readFileSync(join(assets, name))
    writeFileSync(
      join(assets, `${name}.br`),
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    )
    writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes))
  }
}

/** A digest of everything a build is made from. */
function fingerprint(app: string): string {
  const hash = createHash('sha256')
  const exclude = (name: string) => /^(dist|node_modules)$|\.test\.tsx?$/.test(name)
  const files = globSync([`apps/${app}/**`, ...sources], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => exclude(entry.name),
  })
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort())
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

if (import.meta.main) {
  const built = await buildWeb()
  process.stdout.write(built.length ? `已构建 built: ${built.join(', ')}\n` : '无需构建 nothing to build\n')
}
