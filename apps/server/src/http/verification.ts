import type { FastifyInstance } from 'fastify'

const TIMEOUT_MS = 5_000

/**
 * `/dev/verify`: what the simulated tax bureau says of a sample. QR codes of samples lead here, because a phone cannot
 * reach the bureau itself, which listens on this machine only.
 */
export function verificationPage(app: FastifyInstance, sandboxUrl: string): void {
  app.get('/dev/verify', async (request, reply) => {
    const query = new URL(request.url, sandboxUrl).search
    const answer = await fetch(`${sandboxUrl}/verify${query}`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      () => undefined,
    )
    return reply
      .status(answer?.ok ? 200 : 503)
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'cache-control': 'no-store',
      })
      .send(answer?.ok ? await answer.text() : '<p>模拟税局没有回答 The simulated tax bureau does not answer</p>')
  })
}
