import type { S3Client } from '@aws-sdk/client-s3'
import type { Store } from './archive.ts'
import type { Bucket } from './place.ts'

const CONNECT_MS = 5_000
const REQUEST_MS = 30_000

/**
 * In a bucket of anything that speaks S3. The keys come from where Amazon's tools look for them: AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY, a profile, or the role of the machine.
 * @param requestMs how long the other side may stay silent before the request is an error
 */
export function s3Store(place: Bucket, requestMs = REQUEST_MS): Store {
  const { bucket, prefix } = place
  const keyOf = (name: string) => (prefix ? `${prefix}/${name}` : name)
  let client: Promise<S3Client> | undefined
  const open = () => {
    client ??= openClient(place, requestMs)
    return client
  }
  return {
    async write(name, bytes) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3')
      await (await open()).send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(name), Body: bytes }))
    },
    async read(name) {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3')
      const { Body } = await (await open()).send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }))
      if (!Body) throw new Error(`${bucket} gave no bytes for ${name}`)
      return await Body.transformToByteArray()
    },
  }
}

/** Imported when it is needed: who archives in a directory need not hold it in memory. */
async function openClient({ endpoint, region }: Bucket, requestMs: number): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3')
  return new S3Client({
    ...(region && { region }),
    // Addresses like bucket.host are Amazon's; others often have neither the name nor the certificate for them.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Others do not know the checksums that Amazon's client would add of its own accord. We check our own.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: requestMs,
      // Else it only warns.
      throwOnRequestTimeout: true,
      // An answer that stops in the middle.
      socketTimeout: requestMs,
    },
  })
}
