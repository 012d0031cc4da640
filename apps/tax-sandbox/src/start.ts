import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type RunningSandbox = {
  url: string
  pid: number
  /** Asks it to end and waits until it has. */
  stop: () => Promise<void>
  /** Kills it where it stands (SIGKILL). */
  kill: () => Promise<void>
}

/** Starts the sandbox as a process of its own, which ends with ours. Port 0 is free, or the last one of this directory. */
export async function startSandbox({
  directory,
  port = 0,
  verifyAt,
}: {
  directory: string
  port?: number
  verifyAt?: string
}): Promise<RunningSandbox> {
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), {
    env: { ...process.env, PORT: String(port), SANDBOX_DATA: directory, ...(verifyAt && { VERIFY_AT: verifyAt }) },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const ready = await Promise.race([once(child, 'message'), exited.then(() => undefined)])
  if (!ready) throw new Error(`the tax sandbox did not start: exit code ${child.exitCode}`)
  const [{ url }] = ready as [{ url: string }]
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    await exited
  }
  return { url, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}
