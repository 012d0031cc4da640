-- Static QR codes. What is printed is a version; 更换二维码 adds one and retires the last.

create table qr_code (
  tenant_id uuid not null references tenant,
  id uuid not null,
  organization_id uuid not null,
  name text not null,
  mode text not null check (mode in ('title-only', 'order-match')),
  enabled boolean not null default true,
  expires_at timestamptz,
  notice text,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  updated_at timestamptz not null default now(),
  updated_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, organization_id) references organization,
  foreign key (tenant_id, created_by) references staff_member,
  foreign key (tenant_id, updated_by) references staff_member
);

create index qr_code_organization on qr_code (tenant_id, organization_id);

create table qr_code_version (
  tenant_id uuid not null,
  qr_code_id uuid not null,
  version integer not null,
  -- Sixteen characters of base 32: 80 random bits. The link carries the tenant's key before it.
  code text not null check (code ~ '^[0-9a-hjkmnp-tv-z]{16}$'),
  -- Six characters that staff read on the poster; opens nothing.
  short_name text not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  -- Set when a newer version took over; until then, and through the grace period, the code works.
  replaced_at timestamptz,
  grace_until timestamptz,
  primary key (tenant_id, qr_code_id, version),
  unique (tenant_id, code),
  foreign key (tenant_id, qr_code_id) references qr_code,
  foreign key (tenant_id, created_by) references staff_member
);

create unique index qr_code_version_current on qr_code_version (tenant_id, qr_code_id) where replaced_at is null;

create table qr_code_scan (
  tenant_id uuid not null,
  qr_code_id uuid not null,
  -- In Asia/Shanghai.
  day date not null,
  scans integer not null,
  last_at timestamptz not null,
  primary key (tenant_id, qr_code_id, day),
  foreign key (tenant_id, qr_code_id) references qr_code
);
