import type { FastifyInstance } from 'fastify'

const TIMEOUT_MS = 5_000
const LARGEST_PAGE = 64 * 1024

/**
 * `/dev/verify`: what the simulated tax bureau says of a sample. QR codes of samples lead here, because a phone cannot
 * reach the bureau itself, which listens on this machine only.
 */
export function verificationPage(app: FastifyInstance, sandboxUrl: string): void {
  app.get('/dev/verify', async (request, reply) => {
    const query = new URL(request.url, sandboxUrl).search
    const page = await pageAt(`${sandboxUrl}/verify${query}`)
    return reply
      .status(page === undefined ? 503 : 200)
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'cache-control': 'no-store',
      })
      .send(page ?? '<p>模拟税局没有回答 The simulated tax bureau does not answer</p>')
  })
}

/** Undefined when it does not come whole, in time and in a page's size, whatever the reason. */
async function pageAt(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body ?? []) {
      size += chunk.length
      if (size > LARGEST_PAGE) return undefined
      chunks.push(chunk)
    }
    return answer.ok ? Buffer.concat(chunks).toString() : undefined
  } catch {
    return undefined
  }
}
