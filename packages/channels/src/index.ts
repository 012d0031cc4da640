export type { ChannelDocument, IssueRequest, Outcome, Seller, TaxChannel } from './channel.ts'
export { type NuonuoConfig, nuonuoChannel } from './nuonuo/channel.ts'
export { type Token, type TokenCache, tokensInMemory } from './nuonuo/token.ts'
