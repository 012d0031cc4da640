import { nuonuoChannel, type TaxChannel, type TokenCache } from '@mashang/channels'
import type { Db, Tx } from '@mashang/db/connect'
import type { Sealer } from '../seal.ts'
import {
  anySealedSecret,
  type ChannelAccount,
  channelOfSeller,
  insertChannel,
  storedToken,
  storeToken,
} from './store.ts'

export type ChannelOf = (tenantId: string, sellerId: string) => Promise<TaxChannel | undefined>

/** Both take tokens from one place. Source: requestBillingNew V2.0, 请求地址. */
const tokenEndpoint = 'https://open.nuonuo.com/accessToken'
const NUONUO = {
  nuonuo: { endpoint: 'https://sdk.nuonuo.com/open/v1/services', tokenEndpoint },
  'nuonuo-sandbox': { endpoint: 'https://sandbox.nuonuocs.cn/open/v1/services', tokenEndpoint },
}

/** The sandbox answers at once; the real platform asks not to be asked before it had time to issue. */
const PATIENT = { timeoutMs: 20_000, askAfterMs: 4_000 }
const PACE = { sandbox: { timeoutMs: 10_000, askAfterMs: 100 }, nuonuo: PATIENT, 'nuonuo-sandbox': PATIENT }

/** Finds a seller's tax channel; undefined when none is connected (or this installation runs no sandbox). */
export function taxChannels(deps: { db: Db; sealer: Sealer; sandboxUrl: string | undefined }): ChannelOf {
  // One cache per tenant, kept, because callers that need a token at once share its fetch.
  const caches = new Map<string, TokenCache>()
  return async (tenantId, sellerId) => {
    const account = await channelOfSeller(deps.db, tenantId, sellerId)
    if (!account) return undefined
    const endpoints = account.kind === 'sandbox' ? sandboxEndpoints(deps.sandboxUrl) : NUONUO[account.kind]
    if (!endpoints) return undefined
    const tokens = caches.get(tenantId) ?? tokenCache(deps, tenantId)
    caches.set(tenantId, tokens)
    return nuonuoChannel({
      ...endpoints,
      ...PACE[account.kind],
      appKey: account.appKey,
      appSecret: deps.sealer.open(account.appSecretSealed),
      taxpayerId: account.taxpayerId,
      tokens,
    })
  }
}

function sandboxEndpoints(url: string | undefined) {
  return url && { endpoint: `${url}/open/v1/services`, tokenEndpoint: `${url}/accessToken` }
}

/** Shared by all nodes through the database: the platform gives out few tokens. */
function tokenCache({ db, sealer }: { db: Db; sealer: Sealer }, tenantId: string): TokenCache {
  return {
    async get(key) {
      const row = await storedToken(db, tenantId, key)
      return (
        row && {
          value: sealer.open(row.tokenSealed),
          fetchedAt: row.fetchedAt.getTime(),
          expiresAt: row.expiresAt.getTime(),
        }
      )
    },
    async set(key, token) {
      await storeToken(db, tenantId, key, {
        tokenSealed: sealer.seal(token.value),
        fetchedAt: new Date(token.fetchedAt),
        expiresAt: new Date(token.expiresAt),
      })
    },
  }
}

/** What a seller's channel is; undefined when none is connected. */
export async function channelKindOf(db: Db | Tx, tenantId: string, sellerId: string) {
  return (await channelOfSeller(db, tenantId, sellerId))?.kind
}

/** Connects a seller to a tax channel; the secret is sealed before it is written. */
export async function connectChannel(
  tx: Tx,
  sealer: Sealer,
  account: { tenantId: string; sellerId: string; kind: ChannelAccount['kind']; appKey: string; appSecret: string },
): Promise<void> {
  const { appSecret, ...same } = account
  await insertChannel(tx, { ...same, appSecretSealed: sealer.seal(appSecret) })
}

/** Whether this sealer opens the secrets that are there. They all have one key, so one of them is enough. */
export async function opensSecrets(tx: Tx, sealer: Sealer): Promise<boolean> {
  const sealed = await anySealedSecret(tx)
  try {
    if (sealed) sealer.open(sealed)
    return true
  } catch {
    return false
  }
}
