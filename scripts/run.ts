import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'

/** The repository's own folder. */
export const root = dirname(import.meta.dirname)

export type Finished = { code: number; output: string }

/** The environment for tools: this very Node and the repository's own tools come first. */
function toolEnvironment(): NodeJS.ProcessEnv {
  const { PATH = '' } = process.env
  return { ...process.env, PATH: [dirname(process.execPath), join(root, 'node_modules', '.bin'), PATH].join(delimiter) }
}

/** Runs a command to its end and keeps what it said; `show` lets it speak while it runs. It does not outlive us. */
export async function run(
  [command = '', ...args]: string[],
  { cwd = root, env = {} as NodeJS.ProcessEnv, show = false } = {},
): Promise<Finished> {
  const child = spawn(command, args, {
    cwd,
    env: { ...toolEnvironment(), ...(!show && { NO_COLOR: '1' }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  const stop = () => child.kill()
  process.once('exit', stop)
  let output = ''
  for (const [stream, ours] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
      if (show) ours.write(text)
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => {
      process.off('exit', stop)
      resolve({ code: code ?? 1, output })
    })
  })
}
