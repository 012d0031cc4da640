import { isAbsolute } from 'node:path'

/** Where documents are archived. Without an endpoint a bucket is Amazon's; without a region its tools know theirs. */
export type Place = { directory: string } | Bucket
export type Bucket = { bucket: string; prefix: string; endpoint?: string; region?: string }

/**
 * An absolute directory, or `s3://bucket/prefix?endpoint=https://minio.example&region=cn-east-1`. What is wrong with
 * any other text is answered in words: with a key that we only overlooked, customers' invoices would go to Amazon.
 */
export function parsePlace(text: string): Place | { wrong: string } {
  if (isAbsolute(text)) return { directory: text }
  const url = URL.parse(text)
  if (url?.protocol !== 's3:') return { wrong: 'must be an absolute directory or s3://bucket/prefix' }
  if (!url.hostname) return { wrong: 'must name a bucket: s3://bucket/prefix' }
  if (url.username || url.password || url.port || url.hash)
    return { wrong: 'must be s3://bucket/prefix; its keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY' }
  const { endpoint, region, ...others } = Object.fromEntries(url.searchParams)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) return { wrong: `does not know “${unknown}”: only endpoint and region` }
  if (endpoint !== undefined && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? ''))
    return { wrong: 'must have an address like https://minio.example as its endpoint' }
  if (region === '') return { wrong: 'must not have an empty region' }
  return {
    bucket: url.hostname,
    prefix: url.pathname.replace(/^\/+|\/+$/g, ''),
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
  }
}
