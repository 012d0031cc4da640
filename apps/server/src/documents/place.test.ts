import { expect, test } from 'vitest'
import { parsePlace } from './place.ts'

test('documents go to a directory or to a bucket', () => {
  expect(parsePlace('/var/lib/documents')).toEqual({ directory: '/var/lib/documents' })
  expect(parsePlace('s3://invoices')).toEqual({ bucket: 'invoices', prefix: '' })
  expect(parsePlace('S3://invoices/a/b/?region=cn-east-1&endpoint=http://minio:9000')).toEqual({
    bucket: 'invoices',
    prefix: 'a/b',
    endpoint: 'http://minio:9000',
    region: 'cn-east-1',
  })
})

test.each([
  ['documents', 'an absolute directory or s3://'],
  ['', 'an absolute directory or s3://'],
  ['https://minio.example/invoices', 'an absolute directory or s3://'],
  ['s3:invoices', 'must name a bucket'],
  ['s3:///invoices', 'must name a bucket'],
  ['s3://key:secret@invoices', 'AWS_SECRET_ACCESS_KEY'],
  ['s3://invoices:9000', 'must be s3://bucket/prefix'],
  ['s3://invoices?endpiont=https://minio.example', '“endpiont”: only endpoint and region'],
  ['s3://invoices?Endpoint=https://minio.example', '“Endpoint”: only endpoint and region'],
  ['s3://invoices?endpoint=minio:9000', 'https://minio.example as its endpoint'],
  ['s3://invoices?endpoint=', 'https://minio.example as its endpoint'],
  ['s3://invoices?region=', 'empty region'],
])('%j is refused in words', (text, words) => {
  expect(parsePlace(text)).toEqual({ wrong: expect.stringContaining(words) })
  expect(JSON.stringify(parsePlace(text))).not.toContain('secret@')
})
