import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

test('directories are found from where the project lies, addresses are left to the server', async () => {
  const read = async (env: Record<string, string>) => {
    const { data, documents } = await readSettings({ MASHANG_DEMO: '1', ...env }, '/project')
    return [data, documents]
  }
  expect(await read({})).toEqual([join('/project', 'data'), undefined])
  expect(await read({ MASHANG_DATA: 'mine', DOCUMENTS: 'archive' })).toEqual([
    join('/project', 'mine'),
    join('/project', 'archive'),
  ])
  expect((await read({ DOCUMENTS: '/srv/archive' }))[1]).toBe('/srv/archive')
  for (const address of ['s3://invoices/2026', 'https://minio.example'])
    expect((await read({ DOCUMENTS: address }))[1]).toBe(address)
  expect((await read({ DOCUMENTS: ' ' }))[1]).toBeUndefined()
})

test('the public address is one that QR codes can carry, and is told to be wrong under its own name', async () => {
  const read = async (address: string) =>
    (await readSettings({ MASHANG_DEMO: '1', PUBLIC_URL: address }, '/')).publicUrl
  expect(await read('https://till.example/shop/')).toBe('https://till.example/shop')
  for (const address of [
    'till.example',
    'ftp://till.example',
    'https://till.example/?shop=1',
    'https://till.example/#a',
  ])
    await expect(read(address), address).rejects.toThrow(/PUBLIC_URL 应是.*PUBLIC_URL must be/s)
  await expect(read(`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/`)).rejects.toThrow('PUBLIC_URL')
})
