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
  ['s3://inv/发票 存档', '发票 存档'],
  ['s3://inv/%E5%8F%91%E7%A5%A8%20存档/', '发票 存档'],
  ['s3://inv/100%25', '100%'],
])('what archives under %j has the prefix %j, as its owner reads it in the bucket', (text, prefix) => {
  expect(parsePlace(text)).toEqual({ bucket: 'inv', prefix })
})

test('a bucket has the name that was written', () => {
  expect(parsePlace('s3://发票/2026')).toEqual({ bucket: '发票', prefix: '2026' })
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
  ['s3://invoices?endpoint=http:minio', 'https://minio.example as its endpoint'],
  ['s3://invoices?endpoint=http:///minio', 'https://minio.example as its endpoint'],
  ['s3://invoices?endpoint=https://', 'https://minio.example as its endpoint'],
  ['s3://invoices?region=', 'empty region'],
  ['s3://invoices/100%', 'a percent sign is %25'],
  ['s3://invoices/%E5%8F', 'a percent sign is %25'],
  ['s3://%E5%8F/invoices', 'a percent sign is %25'],
])('%j is refused in words of both languages', (text, words) => {
  expect(parsePlace(text)).toEqual({ wrong: expect.stringContaining(words) })
  expect(parsePlace(text)).toEqual({ wrong: expect.stringMatching(/[\u4e00-\u9fff]/) })
  expect(JSON.stringify(parsePlace(text))).not.toContain('secret@')
})
