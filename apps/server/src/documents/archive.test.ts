import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Archive, openArchive } from './archive.ts'
import type { Place } from './place.ts'
import { s3Store } from './s3.ts'

let home: string
let s3: S3rver
let places: Record<'directory' | 's3', Place>

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mashang-archive-'))
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(home, 's3'),
    configureBuckets: [{ name: 'invoices', configs: [] }],
  })
  const { port } = await s3.run()
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER'
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER'
  places = {
    directory: { directory: join(home, 'documents') },
    s3: { bucket: 'invoices', prefix: 'documents', endpoint: `http://127.0.0.1:${port}`, region: 'cn-test-1' },
  }
})
afterAll(async () => {
  await s3?.close()
  await rm(home, { recursive: true, force: true })
})

describe.each(['directory', 's3'] as const)('%s', (kind) => {
  let archive: Archive
  beforeEach(async () => {
    archive = await openArchive(places[kind])
  })

  test('a document comes back as it was put there, under its SHA-256', async () => {
    const bytes = randomBytes(300_000)
    const put = await archive.put(bytes)
    expect(put).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), size: 300_000 })
    expect(Buffer.from(await archive.get(put.sha256)).equals(bytes)).toBe(true)
  })

  test('the same document at once and again is one document', async () => {
    const bytes = randomBytes(1000)
    const puts = await Promise.all(Array.from({ length: 5 }, () => archive.put(bytes)))
    expect(new Set([...puts, await archive.put(bytes)].map((put) => put.sha256)).size).toBe(1)
    expect(await archive.get(puts[0]?.sha256 ?? '')).toHaveLength(1000)
  })

  test('what was never put there, or an empty document, is told apart', async () => {
    await expect(archive.get('0'.repeat(64))).rejects.toThrow()
    const { sha256 } = await archive.put(new Uint8Array())
    expect(await archive.get(sha256)).toHaveLength(0)
  })

  test('a document that was changed behind our back is refused, not served', async () => {
    const { sha256 } = await archive.put(Buffer.from('genuine'))
    const file = await fileIn(join(home, kind === 's3' ? 's3' : 'documents'), sha256)
    await writeFile(file, 'forged!')
    await expect(archive.get(sha256)).rejects.toThrow('changed')
  })
})

/** The file of a document, wherever its store has put it. */
async function fileIn(directory: string, sha256: string): Promise<string> {
  const names = await readdir(directory, { recursive: true })
  const name = names.filter((each) => each.includes(sha256) && !/metadata|md5/.test(each)).at(-1)
  return join(directory, name ?? '')
}

test('a bucket that cannot be reached is an error, and nothing is lost', async () => {
  const nowhere = await openArchive({ bucket: 'invoices', prefix: '', endpoint: 'http://127.0.0.1:9', region: 'x' })
  await expect(nowhere.put(Buffer.from('x'))).rejects.toThrow()
})

test.each<[string, (socket: Socket) => void]>([
  ['never answers', () => {}],
  [
    'says a word now and then, but never answers',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const dripping = setInterval(() => socket.write('x-slow: yes\r\n'), 20)
      socket.on('close', () => clearInterval(dripping))
    },
  ],
  ['stops in the middle of its answer', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf')],
])('a bucket that %s is an error, soon', { timeout: 5_000 }, async (_, answer) => {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {}).once('data', () => answer(socket))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const silent = s3Store({ bucket: 'invoices', prefix: '', endpoint, region: 'x' }, 100)
  const asked = performance.now()
  await expect(silent.read('x')).rejects.toThrow()
  expect(performance.now() - asked).toBeLessThan(3 * 100 + 700)
  for (const socket of sockets) socket.destroy()
  server.close()
})

test('an upload that was damaged on its way can be refused: it tells the hashes of its bytes', async () => {
  const bytes = randomBytes(100_000)
  const told: unknown[] = []
  const server = createHttpServer(({ headers }, response) => {
    told.push(headers['content-md5'], headers['x-amz-content-sha256'])
    response.end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await s3Store({ bucket: 'invoices', prefix: '', endpoint, region: 'x' }).write('x', bytes)
  server.close()
  const hash = (name: string, form: 'base64' | 'hex') => createHash(name).update(bytes).digest(form)
  expect(told).toEqual([hash('md5', 'base64'), hash('sha256', 'hex')])
})

test('the region is what AWS_REGION says, unless the place names one', async () => {
  const asked: (string | undefined)[] = []
  const server = createHttpServer(({ headers }, response) => {
    asked.push(/\/([\w-]+)\/s3\/aws4_request/.exec(headers.authorization ?? '')?.[1])
    response.end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const place = {
    bucket: 'invoices',
    prefix: '',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  }
  process.env.AWS_REGION = 'cn-north-1'
  try {
    await s3Store(place).write('x', Buffer.from('x'))
    await s3Store({ ...place, region: 'cn-east-1' }).write('x', Buffer.from('x'))
  } finally {
    delete process.env.AWS_REGION
    server.close()
  }
  expect(asked).toEqual(['cn-north-1', 'cn-east-1'])
})
