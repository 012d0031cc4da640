// Written by generate-types.ts from the migrated database: change a migration instead.
// biome-ignore-all format: a union of many words stays on its line

import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type ApiKeyTable = {
  tenant_id: string
  id: string
  name: string
  hash: Buffer
  created_at: Generated<Date>
  revoked_at: Date | null
}

export type ApplicationTable = {
  tenant_id: string
  id: string
  status: 'submitted' | 'reviewing' | 'approved' | 'issuing' | 'blocked' | 'refused' | 'issued' | 'rejected' | 'withdrawn'
  request_number: string
  organization_id: string
  qr_code_id: string | null
  order_id: string | null
  seller_id: string
  seller: ColumnType<unknown, string, string>
  buyer: ColumnType<unknown, string, string>
  buyer_name: GeneratedAlways<string>
  lines: ColumnType<unknown, string, string>
  gross_fen: number | null
  remark: string | null
  email_sealed: Buffer
  email_hash: Buffer
  language: 'zh' | 'en'
  device_hash: Buffer
  submission_key: string
  reason: string | null
  reason_code: string | null
  submitted_at: Date
  approved_at: Date | null
  approved_by: string | null
  sent_at: Date | null
  asks: Generated<number>
  ended_at: Date | null
}

export type DeliveryTable = {
  tenant_id: string
  id: string
  invoice_id: string | null
  kind: 'email'
  address_sealed: Buffer
  address_hash: Buffer
  status: 'due' | 'sent' | 'failed' | 'bounced'
  attempts: Generated<number>
  error: string | null
  created_at: Generated<Date>
  sent_at: Date | null
  application_id: string | null
  claim: string | null
  claimed_until: Date | null
}

export type DocumentTable = {
  tenant_id: string
  invoice_id: string
  format: 'pdf' | 'ofd' | 'xml'
  sha256: string
  size: number
  archived_at: Generated<Date>
}

export type IdempotencyKeyTable = {
  tenant_id: string
  key: string
  request_hash: Buffer
  reply: ColumnType<unknown, string, string>
  created_at: Generated<Date>
}

export type IdentityTable = {
  id: string
  name: string
  email: string
  email_verified: boolean
  image: string | null
  created_at: Date
  updated_at: Date
}

export type IdentityCredentialTable = {
  id: string
  identity_id: string
  account_id: string
  provider_id: string
  password: string | null
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: Date | null
  refresh_token_expires_at: Date | null
  scope: string | null
  created_at: Date
  updated_at: Date
}

export type IdentitySessionTable = {
  id: string
  identity_id: string
  token: string
  ip_address: string | null
  user_agent: string | null
  expires_at: Date
  created_at: Date
  updated_at: Date
}

export type IdentityVerificationTable = {
  id: string
  identifier: string
  value: string
  expires_at: Date
  created_at: Date
  updated_at: Date
}

export type InvoiceTable = {
  tenant_id: string
  id: string
  application_id: string
  number: string
  issued_at: Date
  gross_fen: number
  net_fen: number
  tax_fen: number
  created_at: Generated<Date>
  test: boolean
}

export type ItemTable = {
  tenant_id: string
  id: string
  code: string
  name: string
  tax_code: string
  unit: string | null
  created_at: Generated<Date>
  taxation: string
}

export type OrderTable = {
  tenant_id: string
  id: string
  organization_id: string
  number: string
  paid_at: Date
  gross_fen: number
  lines: ColumnType<unknown, string, string>
  receipt_code: string
  source: 'api' | 'csv' | 'demo'
  created_at: Generated<Date>
}

export type OrganizationTable = {
  tenant_id: string
  id: string
  parent_id: string | null
  path: string[]
  code: string
  name: string
  kind: 'company' | 'branch' | 'store' | 'department'
  phone: string | null
  opening_hours: string | null
  seller_id: string | null
  created_at: Generated<Date>
}

export type OrganizationSellerTable = {
  tenant_id: string | null
  organization_id: string | null
  seller_id: string | null
  owner_id: string | null
  seller: ColumnType<unknown, string, string> | null
  channel: string | null
}

export type QrCodeTable = {
  tenant_id: string
  id: string
  organization_id: string
  name: string
  mode: 'title-only' | 'order-match'
  enabled: Generated<boolean>
  expires_at: Date | null
  notice: string | null
  created_at: Generated<Date>
  created_by: string
  updated_at: Generated<Date>
  updated_by: string
}

export type QrCodeScanTable = {
  tenant_id: string
  qr_code_id: string
  day: string
  scans: number
  last_at: Date
}

export type QrCodeVersionTable = {
  tenant_id: string
  qr_code_id: string
  version: number
  code: string
  short_name: string
  created_at: Generated<Date>
  created_by: string
  replaced_at: Date | null
  grace_until: Date | null
}

export type SellerTable = {
  tenant_id: string
  id: string
  name: string
  taxpayer_id: string
  address: string
  phone: string
  bank: string | null
  account: string | null
  drawer: string
  created_at: Generated<Date>
}

export type StaffMemberTable = {
  tenant_id: string
  id: string
  identity_id: string
  name: string
  role: 'operator' | 'manager' | 'executive' | 'administrator'
  organization_id: string
  created_at: Generated<Date>
}

export type TaxChannelTable = {
  tenant_id: string
  seller_id: string
  kind: 'sandbox' | 'nuonuo' | 'nuonuo-sandbox'
  app_key: string
  app_secret_sealed: Buffer
}

export type TaxChannelTokenTable = {
  tenant_id: string
  key: string
  token_sealed: Buffer
  fetched_at: Date
  expires_at: Date
}

export type TenantTable = {
  id: string
  key: string
  name: string
  brand: string
  colour: string | null
  created_at: Generated<Date>
}

export type Tables = {
  api_key: ApiKeyTable
  application: ApplicationTable
  delivery: DeliveryTable
  document: DocumentTable
  idempotency_key: IdempotencyKeyTable
  identity: IdentityTable
  identity_credential: IdentityCredentialTable
  identity_session: IdentitySessionTable
  identity_verification: IdentityVerificationTable
  invoice: InvoiceTable
  item: ItemTable
  order: OrderTable
  organization: OrganizationTable
  organization_seller: OrganizationSellerTable
  qr_code: QrCodeTable
  qr_code_scan: QrCodeScanTable
  qr_code_version: QrCodeVersionTable
  seller: SellerTable
  staff_member: StaffMemberTable
  tax_channel: TaxChannelTable
  tax_channel_token: TaxChannelTokenTable
  tenant: TenantTable
}
