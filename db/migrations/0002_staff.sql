-- Who may sign in. An identity (kept by better-auth: password, sessions) is a person; a staff member is that
-- person's place in a tenant. Identities stay outside the tenants' tables: they are found before the tenant is known.

create table identity (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table identity_session (
  id uuid primary key,
  identity_id uuid not null references identity on delete cascade,
  token text not null unique,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index identity_session_identity on identity_session (identity_id);

create table identity_credential (
  id uuid primary key,
  identity_id uuid not null references identity on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index identity_credential_identity on identity_credential (identity_id);

create table identity_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create index identity_verification_identifier on identity_verification (identifier);

create table staff_member (
  tenant_id uuid not null references tenant,
  id uuid not null,
  identity_id uuid not null references identity,
  name text not null,
  role text not null check (role in ('operator', 'manager', 'executive', 'administrator')),
  -- Sees this organization and everything below it.
  organization_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, identity_id),
  foreign key (tenant_id, organization_id) references organization
);

create index staff_member_identity on staff_member (identity_id);

create table api_key (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null,
  -- SHA-256 of the whole key; the key itself is shown once and never stored.
  hash bytea not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (tenant_id, id)
);

create unique index api_key_hash on api_key (tenant_id, hash);

-- What a POST with this key answered, written by the transaction that made the change.
create table idempotency_key (
  tenant_id uuid not null references tenant,
  key text not null,
  request_hash bytea not null,
  reply jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
