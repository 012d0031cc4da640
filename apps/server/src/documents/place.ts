import { isAbsolute } from 'node:path'

/** Where documents are archived. Without an endpoint a bucket is Amazon's; without a region its tools know theirs. */
export type Place = { directory: string } | Bucket
export type Bucket = { bucket: string; prefix: string; endpoint?: string; region?: string }

/**
 * An absolute directory, or `s3://bucket/prefix?endpoint=https://minio.example&region=cn-east-1`, percent-encoded or
 * as it is read. What is wrong with any other text is answered in words of both languages, to stand after the name of
 * the setting: with a key that we only overlooked, customers' invoices would go to Amazon.
 */
export function parsePlace(text: string): Place | { wrong: string } {
  if (isAbsolute(text)) return { directory: text }
  const url = URL.parse(text)
  if (url?.protocol !== 's3:')
    return { wrong: '须是绝对路径的目录或 s3://存储桶/前缀 must be an absolute directory or s3://bucket/prefix' }
  if (!url.hostname) return { wrong: '须写明存储桶 must name a bucket: s3://bucket/prefix' }
  if (url.username || url.password || url.port || url.hash)
    return {
      wrong:
        '须是 s3://存储桶/前缀，密钥另放在两个变量里 must be s3://bucket/prefix; its keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    }
  const { endpoint, region, ...others } = Object.fromEntries(url.searchParams)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    return { wrong: `不认“${unknown}”，只认 endpoint 和 region does not know “${unknown}”: only endpoint and region` }
  if (endpoint !== undefined && !isAddress(endpoint))
    return {
      wrong: 'endpoint 须是完整地址 must have an address like https://minio.example as its endpoint',
    }
  if (region === '') return { wrong: 'region 不能为空 must not have an empty region' }
  const [bucket, path] = [decoded(url.hostname), decoded(url.pathname)]
  if (bucket === undefined || path === undefined)
    return { wrong: '百分号编码有误，百分号本身写作 %25 is not percent-encoded correctly: a percent sign is %25' }
  return {
    bucket,
    prefix: path.replace(/^\/+|\/+$/g, ''),
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
  }
}

/** `http:minio` and `http:///minio` would be addresses too, if one asked URL alone. */
function isAddress(endpoint: string): boolean {
  return /^https?:\/\/[^/\\]/i.test(endpoint) && URL.canParse(endpoint)
}

/** Undefined where a percent sign stands for nothing. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
