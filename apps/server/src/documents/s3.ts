import { createHash } from 'node:crypto'
import type { S3Client } from '@aws-sdk/client-s3'
import type { Store } from './archive.ts'
import type { Bucket } from './place.ts'

const CONNECT_MS = 5_000
const SILENCE_MS = 10_000
/** Of each request; between them Amazon’s client waits a moment. */
const ATTEMPTS = 3

/**
 * In a bucket of anything that speaks S3. The keys come from where Amazon's tools look for them: AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY, a profile, or the role of the machine.
 * @param silenceMs how long the other side may stay silent before an attempt has failed; after three the request is an
 * error, half a minute in all
 */
export function s3Store(place: Bucket, silenceMs = SILENCE_MS): Store {
  const { bucket, prefix } = place
  const keyOf = (name: string) => (prefix ? `${prefix}/${name}` : name)
  let client: S3Client | undefined
  /** Imported when it is needed: who archives in a directory need not hold it in memory. */
  async function connected() {
    const sdk = await import('@aws-sdk/client-s3')
    client ??= new sdk.S3Client(settingsFor(place, silenceMs))
    return { client, ...sdk }
  }
  return {
    async write(name, bytes) {
      const { client, PutObjectCommand } = await connected()
      // The signature covers the SHA-256 of the bytes, but not everybody compares it. Buckets that lock what they hold
      // take nothing without this.
      const ContentMD5 = createHash('md5').update(bytes).digest('base64')
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: keyOf(name), Body: bytes, ContentMD5 }))
    },
    async read(name) {
      const { client, GetObjectCommand } = await connected()
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }))
      if (!Body) throw new Error(`${bucket} gave no bytes for ${name}`)
      return await Body.transformToByteArray()
    },
  }
}

function settingsFor({ endpoint, region }: Bucket, silenceMs: number) {
  return {
    ...(region && { region }),
    // Addresses like bucket.host are Amazon's; others often have neither the name nor the certificate for them.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    maxAttempts: ATTEMPTS,
    // Others do not know the checksums that Amazon's client would add of its own accord. We check our own.
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: silenceMs,
      // Else it only warns.
      throwOnRequestTimeout: true,
      // An answer that stops in the middle.
      socketTimeout: silenceMs,
    },
  }
}
