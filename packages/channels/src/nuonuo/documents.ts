import { readAtMost } from '../read-at-most.ts'

/** Twenty megabytes: a document of two thousand lines is far below. */
const DOCUMENT_LIMIT = 20 * 1024 * 1024
const MOST_REDIRECTS = 3

/** Domains from which Nuonuo serves files. */
const DOMAINS = ['nuonuo.com', 'jss.com.cn', 'nuonuocs.cn', 'nntest.cn']

/** Whether an address belongs to the channel: the host that was configured, or one of Nuonuo's over https. */
function isOurs(url: URL, endpoint: URL): boolean {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false
  if (url.host === endpoint.host) return true
  return url.protocol === 'https:' && DOMAINS.some((domain) => url.hostname.endsWith(`.${domain}`))
}

/** Fetches a document of the channel's. Every redirect is held to the same rule as the first address. */
export async function fetchDocument(
  config: { endpoint: string; fetch: typeof fetch; timeoutMs: number },
  address: string,
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(config.timeoutMs)
  let url = new URL(address)
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    if (!isOurs(url, new URL(config.endpoint))) throw new Error(`not an address of the channel: ${url.host}`)
    const response = await config.fetch(url, { redirect: 'manual', signal })
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (next === null) {
      if (!response.ok) throw new Error(`the channel did not give the document: HTTP ${response.status}`)
      return readAtMost(response, DOCUMENT_LIMIT)
    }
    await response.body?.cancel()
    url = new URL(next, url)
  }
  throw new Error('the channel redirects too often')
}
