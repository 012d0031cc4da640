-- Tenants, their tree of organizations, tax profiles and items. Every table names its tenant and every key
-- starts with it, so that the tables can be distributed by tenant later; `tenant` itself is a small reference table.

create table tenant (
  id uuid primary key,
  -- The first characters of every public code of this tenant: finds the tenant without an index across tenants.
  key text not null unique check (key ~ '^[0-9a-hjkmnp-tv-z]{5}$'),
  name text not null,
  brand text not null,
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null default now()
);

create table seller (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null,
  taxpayer_id text not null,
  address text not null,
  phone text not null,
  bank text,
  account text,
  drawer text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

-- How a seller reaches the tax bureau. `sandbox` is the simulated bureau of this installation: it speaks the
-- same protocol, and its address is configuration, not data.
create table tax_channel (
  tenant_id uuid not null,
  seller_id uuid not null,
  kind text not null check (kind in ('sandbox', 'nuonuo')),
  app_key text not null,
  app_secret_sealed bytea not null,
  primary key (tenant_id, seller_id),
  foreign key (tenant_id, seller_id) references seller on delete cascade
);

-- Access tokens are few and shared by all nodes. `key` names the endpoint and the app.
create table tax_channel_token (
  tenant_id uuid not null references tenant,
  key text not null,
  token_sealed bytea not null,
  fetched_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, key)
);

create table organization (
  tenant_id uuid not null references tenant,
  id uuid not null,
  parent_id uuid,
  -- Ancestors from the root down to this organization itself: who inherits from whom, who may see what.
  path uuid[] not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('company', 'branch', 'store', 'department')),
  phone text,
  opening_hours text,
  -- Its own tax profile; null inherits the nearest ancestor's.
  seller_id uuid,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references organization,
  foreign key (tenant_id, seller_id) references seller,
  check (path[cardinality(path)] = id),
  check (parent_id is null or path[cardinality(path) - 1] = parent_id)
);

create index organization_path on organization using gin (path);

create table item (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null,
  tax_code text not null check (tax_code ~ '^\d{19}$'),
  unit text,
  -- Basis points: 600 is 6 %. Exempt, zero-rated and outside scope are other things than a rate of zero.
  rate integer not null check (rate between 1 and 2000),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

-- The seller in force at each organization: its own, or the nearest ancestor's. One rule, read everywhere.
create view organization_seller as
select o.tenant_id, o.id as organization_id, s.id as seller_id, owner.id as owner_id,
  jsonb_strip_nulls(jsonb_build_object(
    'name', s.name, 'taxpayerId', s.taxpayer_id, 'address', s.address, 'phone', s.phone,
    'bank', s.bank, 'account', s.account, 'drawer', s.drawer
  )) as seller,
  c.kind as channel
from organization o
cross join lateral (
  select a.id, a.seller_id
  from organization a
  where a.tenant_id = o.tenant_id and a.id = any (o.path) and a.seller_id is not null
  order by cardinality(a.path) desc
  limit 1
) owner
join seller s on s.tenant_id = o.tenant_id and s.id = owner.seller_id
left join tax_channel c on c.tenant_id = s.tenant_id and c.seller_id = s.id;
