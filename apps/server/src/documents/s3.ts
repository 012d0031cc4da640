import type { S3Client } from '@aws-sdk/client-s3'
import type { Store } from './archive.ts'

const REQUEST_MS = 30_000

/**
 * In a bucket of anything that speaks S3: `s3://bucket/prefix?endpoint=https://minio.example&region=cn-east-1`. Without
 * an endpoint it is Amazon's. The keys come from where its tools look for them: AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY, a profile, or the role of the machine.
 */
export function s3Archive(place: URL): Store {
  const bucket = place.hostname
  const prefix = place.pathname.replace(/^\/+|\/+$/g, '')
  const keyOf = (name: string) => (prefix ? `${prefix}/${name}` : name)
  const client = once(() => openClient(place))
  return {
    async write(name, bytes) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3')
      await (await client()).send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(name), Body: bytes }))
    },
    async read(name) {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3')
      const { Body } = await (await client()).send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }))
      if (!Body) throw new Error(`${place.hostname} gave no bytes for ${name}`)
      return await Body.transformToByteArray()
    },
  }
}

/** Imported when it is needed: who archives in a directory need not hold it in memory. */
async function openClient({ searchParams }: URL): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3')
  const endpoint = searchParams.get('endpoint')
  return new S3Client({
    region: searchParams.get('region') ?? 'us-east-1',
    // Addresses like bucket.host are Amazon's; others often have neither the name nor the certificate for them.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Others do not know the checksums that Amazon's client would add of its own accord. We check our own.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { requestTimeout: REQUEST_MS },
  })
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
