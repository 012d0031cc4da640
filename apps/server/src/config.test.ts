import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const least = { DATABASE_URL: 'postgres://localhost/x', MASHANG_DATA: '/data', MASHANG_SECRET: 'A'.repeat(44) }
const smtp = { SMTP_URL: 'smtp://mail.example' }

test('little must be said', () => {
  expect(readConfig({ ...least, ...smtp })).toMatchObject({
    PORT: 8080,
    MASHANG_ROLES: ['http', 'worker'],
    MASHANG_DEMO: false,
  })
  expect(readConfig({ ...least, MASHANG_ROLES: ' worker ', MASHANG_DEMO: '1' })).toMatchObject({
    MASHANG_ROLES: ['worker'],
    MASHANG_DEMO: true,
  })
})

test('whatever is wrong is named, all of it, and the secret is not repeated', () => {
  const wrong = { ...least, PORT: '99999', MASHANG_SECRET: 'c2hvcnQ=', MASHANG_ROLES: 'http,cook', PUBLIC_URL: 'shop' }
  expect(() => readConfig(wrong)).toThrow(/^Configuration: .*PORT .*PUBLIC_URL .*MASHANG_SECRET .*MASHANG_ROLES/)
  expect(() => readConfig(wrong)).not.toThrow('c2hvcnQ=')
  expect(() => readConfig({})).toThrow(/DATABASE_URL .*MASHANG_DATA .*MASHANG_SECRET/)
})

test('a place for documents is understood or refused in words, so that no typing error sends them elsewhere', () => {
  const read = (DOCUMENTS: string) => readConfig({ ...least, ...smtp, DOCUMENTS }).DOCUMENTS
  expect(read('/documents')).toEqual({ directory: '/documents' })
  expect(read('s3://invoices/2026?region=cn-east-1')).toEqual({
    bucket: 'invoices',
    prefix: '2026',
    region: 'cn-east-1',
  })
  expect(() => read('s3://invoices?endpiont=https://minio.example')).toThrow(/^Configuration: DOCUMENTS .*“endpiont”/)
})

test('only the demo does without a mail server', () => {
  expect(readConfig({ ...least, MASHANG_DEMO: '1' }).SMTP_URL).toBeUndefined()
  for (const demo of [{}, { MASHANG_DEMO: '0' }])
    expect(() => readConfig({ ...least, ...demo })).toThrow(/^Configuration: SMTP_URL must be set/)
})
