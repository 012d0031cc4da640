-- The three lives: application, invoice, delivery. Never one status for all three.

create table application (
  tenant_id uuid not null references tenant,
  id uuid not null,
  status text not null check (
    status in ('submitted', 'reviewing', 'approved', 'issuing', 'blocked', 'refused', 'issued', 'rejected', 'withdrawn')
  ),
  -- One number for the whole life: the channel is asked with it, so nothing can be issued twice.
  request_number text not null check (request_number ~ '^[0-9A-Z]{20}$'),
  organization_id uuid not null,
  qr_code_id uuid,
  order_id uuid,
  seller_id uuid not null,
  -- The seller and the buyer as the consumer confirmed them, whatever changes later.
  seller jsonb not null,
  buyer jsonb not null,
  buyer_name text not null generated always as (buyer ->> 'name') stored,
  lines jsonb not null,
  gross_fen bigint check (gross_fen > 0),
  remark text,
  email_sealed bytea not null,
  email_hash bytea not null,
  language text not null check (language in ('zh', 'en')),
  -- Who may look: the device's random name, hashed; and what a double tap sends twice.
  device_hash bytea not null,
  submission_key uuid not null,
  -- The channel's or the staff's words when the application was stopped.
  reason text,
  reason_code text,
  submitted_at timestamptz not null,
  approved_at timestamptz,
  approved_by uuid,
  -- First sent to the channel: from here on only asked after.
  sent_at timestamptz,
  -- How often the channel has been asked: sets the pause before the next time.
  asks integer not null default 0,
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, request_number),
  unique (tenant_id, device_hash, submission_key),
  foreign key (tenant_id, organization_id) references organization,
  foreign key (tenant_id, qr_code_id) references qr_code,
  foreign key (tenant_id, order_id) references "order",
  foreign key (tenant_id, seller_id) references seller,
  foreign key (tenant_id, approved_by) references staff_member,
  check ((status in ('approved', 'issuing', 'blocked', 'refused', 'issued')) <= (gross_fen is not null))
);

-- One order has at most one live application: the last line of defence against twenty simultaneous submits.
create unique index application_live_order on application (tenant_id, order_id)
  where status not in ('rejected', 'withdrawn');

-- Work lists and queues; `issued` rows, nearly all of them, stay out.
create index application_waiting on application (tenant_id, status, submitted_at)
  where status in ('submitted', 'reviewing', 'approved', 'issuing', 'blocked', 'refused');
create index application_submitted on application (tenant_id, submitted_at);
create index application_qr_code on application (tenant_id, qr_code_id, submitted_at);
create index application_device on application (tenant_id, device_hash, submitted_at);
-- How long the last ones took: the honest estimate. Partial, so that a submit does not pay for it.
create index application_issued on application (tenant_id, seller_id, ended_at) where status = 'issued';
create index application_buyer on application (tenant_id, buyer_name, submitted_at);

create table invoice (
  tenant_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  number text not null check (number ~ '^\d{20}$'),
  issued_at timestamptz not null,
  gross_fen bigint not null check (gross_fen > 0),
  net_fen bigint not null,
  tax_fen bigint not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, application_id),
  unique (tenant_id, number),
  foreign key (tenant_id, application_id) references application,
  check (net_fen + tax_fen = gross_fen)
);

create index invoice_issued on invoice (tenant_id, issued_at);

-- An issued invoice never changes (红冲 will be a row of its own).
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'an issued invoice never changes' using errcode = 'restrict_violation';
end
$$;

create trigger invoice_never_changes before update or delete on invoice
  for each row execute function refuse_change();

-- 版式文件, as the channel handed them over: archived unchanged, named by their SHA-256.
create table document (
  tenant_id uuid not null,
  invoice_id uuid not null,
  format text not null check (format in ('pdf', 'ofd', 'xml')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null,
  archived_at timestamptz not null default now(),
  primary key (tenant_id, invoice_id, format),
  foreign key (tenant_id, invoice_id) references invoice
);

create table delivery (
  tenant_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  kind text not null check (kind in ('email')),
  address_sealed bytea not null,
  address_hash bytea not null,
  status text not null check (status in ('due', 'sent', 'failed', 'bounced')),
  attempts integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice_id) references invoice
);

create index delivery_invoice on delivery (tenant_id, invoice_id);
create index delivery_waiting on delivery (tenant_id, status, created_at) where status <> 'sent';
