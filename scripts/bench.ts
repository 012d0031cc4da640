// `npm run bench` lists the benchmarks in bench/; `npm run bench -- NAME` runs one of them.
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { root } from './run.ts'

const folder = join(root, 'bench')
const [name, ...args] = process.argv.slice(2)
const names = globSync('*.ts', { cwd: folder })
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()

/** The first line of the comment a benchmark begins with. */
function purposeOf(benchmark: string): string {
  const text = readFileSync(join(folder, `${benchmark}.ts`), 'utf8')
  return /^(?:\/\/|\/\*\*?\s*\n?\s*\*?)\s*(?<line>.*?)\s*(?:\*\/)?$/m.exec(text)?.[1] ?? ''
}

if (name && names.includes(name)) {
  const child = spawn(process.execPath, [join(folder, `${name}.ts`), ...args], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)))
} else {
  if (name) process.stderr.write(`✗ 没有这个基准测试 no such benchmark: ${name}\n`)
  for (const benchmark of names) process.stdout.write(`${benchmark.padEnd(20)} ${purposeOf(benchmark)}\n`)
  process.exitCode = name ? 1 : 0
}
