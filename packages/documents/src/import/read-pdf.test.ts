import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { usageByPs, usageOf } from './process-usage.ts'
import { readPdf } from './read-pdf.ts'
import { anotherFace } from './testing/another-face.ts'
import { plainPdf } from './testing/plain-pdf.ts'

const pdf = plainPdf(anotherFace())

const linux = process.platform === 'linux'

/** Of this process, whichever of its threads started them. */
function childrenAlive(): number[] {
  return readdirSync('/proc/self/task').flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
  )
}

describe.runIf(linux)('many at once', () => {
  test('are read two at a time', async () => {
    const before = childrenAlive().length
    let most = 0
    const looking = setInterval(() => {
      most = Math.max(most, childrenAlive().length - before)
    }, 5)
    const reads = await Promise.all(Array.from({ length: 6 }, () => readPdf(pdf)))
    clearInterval(looking)
    expect(reads.every(({ ok }) => ok)).toBe(true)
    expect(most).toBe(2)
  })

  test('are refused as busy when too many wait, and others are read', async () => {
    const reads = await Promise.all(Array.from({ length: 14 }, () => readPdf(pdf)))
    expect(reads.filter(({ ok }) => ok)).toHaveLength(10)
    expect(reads.slice(10)).toEqual(Array.from({ length: 4 }, () => ({ ok: false, problem: 'busy' })))
    expect(await readPdf(pdf)).toMatchObject({ ok: true })
  })

  test('leave no process behind, and none of them is told our environment', async () => {
    const known = new Set(childrenAlive())
    const reading = readPdf(pdf)
    const [child] = childrenAlive().filter((pid) => !known.has(pid))
    // Before the program is loaded its environment is still that of whoever started it.
    while (!readFileSync(`/proc/${child}/cmdline`, 'latin1').includes('pdf-process'))
      await new Promise((resolve) => setTimeout(resolve, 1))
    const environment = readFileSync(`/proc/${child}/environ`, 'latin1')
    expect(environment).toContain('NODE_CHANNEL_FD')
    expect(environment).not.toContain('PATH=')
    await reading
    await expect.poll(() => childrenAlive().includes(child as number)).toBe(false)
  })
})

describe.runIf(process.platform !== 'win32')('what a process takes', () => {
  test('is told alike by the kernel and by ps', async () => {
    const [kernel, ps] = [await usageOf(process.pid), await usageByPs(process.pid)]
    expect(ps?.residentMb).toBeGreaterThan((kernel?.residentMb ?? 0) / 2)
    expect(Math.abs((ps?.cpuMs ?? 0) - (kernel?.cpuMs ?? 0))).toBeLessThan(1_500)
  })

  test('is not told of one that is gone', async () => {
    expect(await usageOf(2 ** 22 + 1)).toBeUndefined()
    expect(await usageByPs(2 ** 22 + 1)).toBeUndefined()
  })
})
