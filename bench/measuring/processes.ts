import { run } from '../../scripts/run.ts'

export type Process = { pid: number; parent: number; residentMb: number; command: string }

/** A process and everything it started, as `ps` sees them. */
export async function familyOf(pid: number): Promise<Process[]> {
  const { output } = await run(['ps', '-axo', 'pid=,ppid=,rss=,args='])
  return descendants(parseProcesses(output), pid)
}

/** `ps` counts memory in KiB. */
export function parseProcesses(text: string): Process[] {
  return [...text.matchAll(/^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, rss, command = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    residentMb: Number(rss) / 1024,
    command,
  }))
}

export function descendants(processes: readonly Process[], pid: number): Process[] {
  const children = processes.filter(({ parent }) => parent === pid)
  return [
    ...processes.filter((one) => one.pid === pid),
    ...children.flatMap((child) => descendants(processes, child.pid)),
  ]
}
