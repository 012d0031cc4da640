import { refOf } from './applications/view.ts'
import type { Sealer } from './seal.ts'

const LIFE_S = 90 * 24 * 3600

/** Links that prove, for ninety days, that their bearer may see an application: they go out by mail only. */
export function holderLinks(sealer: Sealer, publicUrl: string) {
  return {
    linkTo(tenantKey: string, applicationId: string, now = Date.now()): string {
      const ref = refOf(tenantKey, applicationId)
      const until = (Math.floor(now / 1000) + LIFE_S).toString(36)
      return `${publicUrl}/a/${ref}?t=${until}.${sealer.sign(`${ref}.${until}`)}`
    },
    proves(ref: string, proof: string | undefined, now = Date.now()): boolean {
      const [until = '', signature = ''] = proof?.split('.') ?? []
      return Number.parseInt(until, 36) * 1000 > now && sealer.verify(`${ref}.${until}`, signature)
    },
  }
}

export type HolderLinks = ReturnType<typeof holderLinks>
