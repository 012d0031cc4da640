-- Paid orders as the till pushed them. An order is a value: pushed once, never changed, so its lines live inside it.

create table "order" (
  tenant_id uuid not null references tenant,
  id uuid not null,
  organization_id uuid not null,
  number text not null,
  paid_at timestamptz not null,
  gross_fen bigint not null check (gross_fen > 0),
  -- Lines of an invoice (@mashang/invoice), computed when the order arrived.
  lines jsonb not null,
  -- What the receipt code carries after the tenant's key: 80 random bits.
  receipt_code text not null check (receipt_code ~ '^[0-9a-hjkmnp-tv-z]{16}$'),
  source text not null check (source in ('api', 'csv', 'demo')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, organization_id, number),
  unique (tenant_id, receipt_code),
  foreign key (tenant_id, organization_id) references organization
);
