import type { Sealer } from '../seal.ts'

/** Derived, so that every start can print the same key although only its hash is stored. */
export const demoApiKeySecret = (sealer: Sealer) => Buffer.from(sealer.derive('demo-api-key'), 'base64').subarray(0, 24)
