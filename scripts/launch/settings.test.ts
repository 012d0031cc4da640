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
