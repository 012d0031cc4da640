import * as chain from './chain.ts'

/**
 * A real bureau knows the registered name of each taxpayer; the simulated one is told the demo's. Its samples show a
 * made-up name otherwise, so a sandbox that does not listen is no reason not to start.
 */
export async function introduceSeller(sandboxUrl: string): Promise<void> {
  await fetch(`${sandboxUrl}/sellers/${chain.seller.taxpayerId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: chain.seller.name }),
    signal: AbortSignal.timeout(3_000),
  }).catch(() => undefined)
}
