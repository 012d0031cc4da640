import { type ChannelKind, type Refused, refuse, sentences } from '@mashang/contract'
import { parseTaxpayerId, type TaxpayerIdPolicy } from '@mashang/invoice'

/** The sandbox of a vendor has ids that it invented (Nuonuo's 339902999999789113), whose check digit is wrong. */
export function taxpayerIdPolicyOf(channel: ChannelKind | null | undefined): TaxpayerIdPolicy {
  return channel === 'nuonuo-sandbox' ? 'shape-only' : 'strict'
}

/** A refusal of an id whose check digit is wrong, where the policy does not take it. `path` names its field. */
export function refuseTaxpayerId(
  path: string,
  id: string | undefined,
  policy: TaxpayerIdPolicy,
): Refused<'bad-input'> | undefined {
  if (id === undefined || parseTaxpayerId(id, policy)) return undefined
  const code = 'taxpayer-id.bad-check-digit'
  return { ...refuse('bad-input'), errors: [{ path, code, ...sentences[code] }] }
}
