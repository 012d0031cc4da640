set check_function_bodies = off;

-- functions

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'an issued invoice never changes' using errcode = 'restrict_violation';
end
$function$;

-- tables

create table api_key (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  hash bytea not null,
  created_at timestamp with time zone default now() not null,
  revoked_at timestamp with time zone,
  constraint api_key_pkey PRIMARY KEY (tenant_id, id)
);

create table application (
  tenant_id uuid not null,
  id uuid not null,
  status text not null,
  request_number text not null,
  organization_id uuid not null,
  qr_code_id uuid,
  order_id uuid,
  seller_id uuid not null,
  seller jsonb not null,
  buyer jsonb not null,
  buyer_name text generated always as ((buyer ->> 'name'::text)) stored not null,
  lines jsonb not null,
  gross_fen bigint,
  remark text,
  email_sealed bytea not null,
  email_hash bytea not null,
  language text not null,
  device_hash bytea not null,
  submission_key uuid not null,
  reason text,
  reason_code text,
  submitted_at timestamp with time zone not null,
  approved_at timestamp with time zone,
  approved_by uuid,
  sent_at timestamp with time zone,
  asks integer default 0 not null,
  ended_at timestamp with time zone,
  constraint application_pkey PRIMARY KEY (tenant_id, id),
  constraint application_tenant_id_device_hash_submission_key_key UNIQUE (tenant_id, device_hash, submission_key),
  constraint application_tenant_id_request_number_key UNIQUE (tenant_id, request_number),
  constraint application_check CHECK (((status = ANY (ARRAY['approved'::text, 'issuing'::text, 'blocked'::text, 'refused'::text, 'issued'::text])) <= (gross_fen IS NOT NULL))),
  constraint application_gross_fen_check CHECK ((gross_fen > 0)),
  constraint application_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint application_request_number_check CHECK ((request_number ~ '^[0-9A-Z]{20}$'::text)),
  constraint application_status_check CHECK ((status = ANY (ARRAY['submitted'::text, 'reviewing'::text, 'approved'::text, 'issuing'::text, 'blocked'::text, 'refused'::text, 'issued'::text, 'rejected'::text, 'withdrawn'::text])))
);

create table delivery (
  tenant_id uuid not null,
  id uuid not null,
  invoice_id uuid,
  kind text not null,
  address_sealed bytea not null,
  address_hash bytea not null,
  status text not null,
  attempts integer default 0 not null,
  error text,
  created_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  application_id uuid,
  claim uuid,
  claimed_until timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (tenant_id, id),
  constraint delivery_kind_check CHECK ((kind = 'email'::text)),
  constraint delivery_of_one_thing CHECK ((num_nonnulls(invoice_id, application_id) = 1)),
  constraint delivery_status_check CHECK ((status = ANY (ARRAY['due'::text, 'sent'::text, 'failed'::text, 'bounced'::text])))
);

create table document (
  tenant_id uuid not null,
  invoice_id uuid not null,
  format text not null,
  sha256 text not null,
  size integer not null,
  archived_at timestamp with time zone default now() not null,
  constraint document_pkey PRIMARY KEY (tenant_id, invoice_id, format),
  constraint document_format_check CHECK ((format = ANY (ARRAY['pdf'::text, 'ofd'::text, 'xml'::text]))),
  constraint document_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

create table idempotency_key (
  tenant_id uuid not null,
  key text not null,
  request_hash bytea not null,
  reply jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_key_pkey PRIMARY KEY (tenant_id, key)
);

create table identity (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint identity_pkey PRIMARY KEY (id),
  constraint identity_email_key UNIQUE (email)
);

create table identity_credential (
  id uuid not null,
  identity_id uuid not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint identity_credential_pkey PRIMARY KEY (id)
);

create table identity_session (
  id uuid not null,
  identity_id uuid not null,
  token text not null,
  ip_address text,
  user_agent text,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint identity_session_pkey PRIMARY KEY (id),
  constraint identity_session_token_key UNIQUE (token)
);

create table identity_verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint identity_verification_pkey PRIMARY KEY (id)
);

create table invoice (
  tenant_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  number text not null,
  issued_at timestamp with time zone not null,
  gross_fen bigint not null,
  net_fen bigint not null,
  tax_fen bigint not null,
  created_at timestamp with time zone default now() not null,
  test boolean not null,
  constraint invoice_pkey PRIMARY KEY (tenant_id, id),
  constraint invoice_tenant_id_application_id_key UNIQUE (tenant_id, application_id),
  constraint invoice_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint invoice_check CHECK (((net_fen + tax_fen) = gross_fen)),
  constraint invoice_gross_fen_check CHECK ((gross_fen > 0)),
  constraint invoice_number_check CHECK ((number ~ '^\d{20}$'::text))
);

create table item (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  tax_code text not null,
  unit text,
  created_at timestamp with time zone default now() not null,
  taxation text not null,
  constraint item_pkey PRIMARY KEY (tenant_id, id),
  constraint item_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint item_tax_code_check CHECK ((tax_code ~ '^\d{19}$'::text)),
  constraint item_taxation_check CHECK ((taxation ~ ('^(exempt|zero-rated|outside-scope|[35]% simplified(-01)?|1\.5% reduced'::text || '|(0\.[0-9]?[1-9]|([1-9]|1[0-9])(\.[0-9]?[1-9])?|20)%)$'::text)))
);

create table "order" (
  tenant_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  number text not null,
  paid_at timestamp with time zone not null,
  gross_fen bigint not null,
  lines jsonb not null,
  receipt_code text not null,
  source text not null,
  created_at timestamp with time zone default now() not null,
  constraint order_pkey PRIMARY KEY (tenant_id, id),
  constraint order_tenant_id_organization_id_number_key UNIQUE (tenant_id, organization_id, number),
  constraint order_tenant_id_receipt_code_key UNIQUE (tenant_id, receipt_code),
  constraint order_gross_fen_check CHECK ((gross_fen > 0)),
  constraint order_receipt_code_check CHECK ((receipt_code ~ '^[0-9a-hjkmnp-tv-z]{16}$'::text)),
  constraint order_source_check CHECK ((source = ANY (ARRAY['api'::text, 'csv'::text, 'demo'::text])))
);

create table organization (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  path uuid[] not null,
  code text not null,
  name text not null,
  kind text not null,
  phone text,
  opening_hours text,
  seller_id uuid,
  created_at timestamp with time zone default now() not null,
  constraint organization_pkey PRIMARY KEY (tenant_id, id),
  constraint organization_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint organization_check CHECK ((path[cardinality(path)] = id)),
  constraint organization_check1 CHECK (((parent_id IS NULL) OR (path[(cardinality(path) - 1)] = parent_id))),
  constraint organization_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'branch'::text, 'store'::text, 'department'::text])))
);

create table qr_code (
  tenant_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  name text not null,
  mode text not null,
  enabled boolean default true not null,
  expires_at timestamp with time zone,
  notice text,
  created_at timestamp with time zone default now() not null,
  created_by uuid not null,
  updated_at timestamp with time zone default now() not null,
  updated_by uuid not null,
  constraint qr_code_pkey PRIMARY KEY (tenant_id, id),
  constraint qr_code_mode_check CHECK ((mode = ANY (ARRAY['title-only'::text, 'order-match'::text])))
);

create table qr_code_scan (
  tenant_id uuid not null,
  qr_code_id uuid not null,
  day date not null,
  scans integer not null,
  last_at timestamp with time zone not null,
  constraint qr_code_scan_pkey PRIMARY KEY (tenant_id, qr_code_id, day)
);

create table qr_code_version (
  tenant_id uuid not null,
  qr_code_id uuid not null,
  version integer not null,
  code text not null,
  short_name text not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid not null,
  replaced_at timestamp with time zone,
  grace_until timestamp with time zone,
  constraint qr_code_version_pkey PRIMARY KEY (tenant_id, qr_code_id, version),
  constraint qr_code_version_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint qr_code_version_code_check CHECK ((code ~ '^[0-9a-hjkmnp-tv-z]{16}$'::text))
);

create table seller (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  taxpayer_id text not null,
  address text not null,
  phone text not null,
  bank text,
  account text,
  drawer text not null,
  created_at timestamp with time zone default now() not null,
  constraint seller_pkey PRIMARY KEY (tenant_id, id)
);

create table staff_member (
  tenant_id uuid not null,
  id uuid not null,
  identity_id uuid not null,
  name text not null,
  role text not null,
  organization_id uuid not null,
  created_at timestamp with time zone default now() not null,
  constraint staff_member_pkey PRIMARY KEY (tenant_id, id),
  constraint staff_member_tenant_id_identity_id_key UNIQUE (tenant_id, identity_id),
  constraint staff_member_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'manager'::text, 'executive'::text, 'administrator'::text])))
);

create table tax_channel (
  tenant_id uuid not null,
  seller_id uuid not null,
  kind text not null,
  app_key text not null,
  app_secret_sealed bytea not null,
  constraint tax_channel_pkey PRIMARY KEY (tenant_id, seller_id),
  constraint tax_channel_kind_check CHECK ((kind = ANY (ARRAY['sandbox'::text, 'nuonuo'::text, 'nuonuo-sandbox'::text])))
);

create table tax_channel_token (
  tenant_id uuid not null,
  key text not null,
  token_sealed bytea not null,
  fetched_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint tax_channel_token_pkey PRIMARY KEY (tenant_id, key)
);

create table tenant (
  id uuid not null,
  key text not null,
  name text not null,
  brand text not null,
  colour text,
  created_at timestamp with time zone default now() not null,
  constraint tenant_pkey PRIMARY KEY (id),
  constraint tenant_key_key UNIQUE (key),
  constraint tenant_colour_check CHECK ((colour ~ '^#[0-9a-f]{6}$'::text)),
  constraint tenant_key_check CHECK ((key ~ '^[0-9a-hjkmnp-tv-z]{5}$'::text))
);

-- foreign keys

alter table "order" add constraint order_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table "order" add constraint order_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES organization(tenant_id, id);

alter table api_key add constraint api_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table application add constraint application_tenant_id_approved_by_fkey FOREIGN KEY (tenant_id, approved_by) REFERENCES staff_member(tenant_id, id);

alter table application add constraint application_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table application add constraint application_tenant_id_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES "order"(tenant_id, id);

alter table application add constraint application_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES organization(tenant_id, id);

alter table application add constraint application_tenant_id_qr_code_id_fkey FOREIGN KEY (tenant_id, qr_code_id) REFERENCES qr_code(tenant_id, id);

alter table application add constraint application_tenant_id_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES seller(tenant_id, id);

alter table delivery add constraint delivery_tenant_id_application_id_fkey FOREIGN KEY (tenant_id, application_id) REFERENCES application(tenant_id, id);

alter table delivery add constraint delivery_tenant_id_invoice_id_fkey FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoice(tenant_id, id);

alter table document add constraint document_tenant_id_invoice_id_fkey FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoice(tenant_id, id);

alter table idempotency_key add constraint idempotency_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table identity_credential add constraint identity_credential_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES identity(id) ON DELETE CASCADE;

alter table identity_session add constraint identity_session_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES identity(id) ON DELETE CASCADE;

alter table invoice add constraint invoice_tenant_id_application_id_fkey FOREIGN KEY (tenant_id, application_id) REFERENCES application(tenant_id, id);

alter table item add constraint item_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table organization add constraint organization_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table organization add constraint organization_tenant_id_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES organization(tenant_id, id);

alter table organization add constraint organization_tenant_id_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES seller(tenant_id, id);

alter table qr_code add constraint qr_code_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES staff_member(tenant_id, id);

alter table qr_code add constraint qr_code_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table qr_code add constraint qr_code_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES organization(tenant_id, id);

alter table qr_code add constraint qr_code_tenant_id_updated_by_fkey FOREIGN KEY (tenant_id, updated_by) REFERENCES staff_member(tenant_id, id);

alter table qr_code_scan add constraint qr_code_scan_tenant_id_qr_code_id_fkey FOREIGN KEY (tenant_id, qr_code_id) REFERENCES qr_code(tenant_id, id);

alter table qr_code_version add constraint qr_code_version_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES staff_member(tenant_id, id);

alter table qr_code_version add constraint qr_code_version_tenant_id_qr_code_id_fkey FOREIGN KEY (tenant_id, qr_code_id) REFERENCES qr_code(tenant_id, id);

alter table seller add constraint seller_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table staff_member add constraint staff_member_identity_id_fkey FOREIGN KEY (identity_id) REFERENCES identity(id);

alter table staff_member add constraint staff_member_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

alter table staff_member add constraint staff_member_tenant_id_organization_id_fkey FOREIGN KEY (tenant_id, organization_id) REFERENCES organization(tenant_id, id);

alter table tax_channel add constraint tax_channel_tenant_id_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES seller(tenant_id, id) ON DELETE CASCADE;

alter table tax_channel_token add constraint tax_channel_token_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id);

-- indexes

CREATE UNIQUE INDEX api_key_hash ON public.api_key USING btree (tenant_id, hash);

CREATE INDEX application_buyer ON public.application USING btree (tenant_id, buyer_name, submitted_at);

CREATE INDEX application_device ON public.application USING btree (tenant_id, device_hash, submitted_at);

CREATE INDEX application_issued ON public.application USING btree (tenant_id, seller_id, ended_at) WHERE (status = 'issued'::text);

CREATE UNIQUE INDEX application_live_order ON public.application USING btree (tenant_id, order_id) WHERE (status <> ALL (ARRAY['rejected'::text, 'withdrawn'::text]));

CREATE INDEX application_qr_code ON public.application USING btree (tenant_id, qr_code_id, submitted_at);

CREATE INDEX application_queue ON public.application USING btree (tenant_id, seller_id, submitted_at) WHERE (status = ANY (ARRAY['approved'::text, 'issuing'::text]));

CREATE INDEX application_submitted ON public.application USING btree (tenant_id, submitted_at);

CREATE INDEX application_waiting ON public.application USING btree (tenant_id, status, submitted_at) WHERE (status = ANY (ARRAY['submitted'::text, 'reviewing'::text, 'approved'::text, 'issuing'::text, 'blocked'::text, 'refused'::text]));

CREATE INDEX delivery_application ON public.delivery USING btree (tenant_id, application_id) WHERE (application_id IS NOT NULL);

CREATE INDEX delivery_invoice ON public.delivery USING btree (tenant_id, invoice_id);

CREATE INDEX delivery_waiting ON public.delivery USING btree (tenant_id, status, created_at) WHERE (status <> 'sent'::text);

CREATE INDEX identity_credential_identity ON public.identity_credential USING btree (identity_id);

CREATE INDEX identity_session_identity ON public.identity_session USING btree (identity_id);

CREATE INDEX identity_verification_identifier ON public.identity_verification USING btree (identifier);

CREATE INDEX invoice_issued ON public.invoice USING btree (tenant_id, issued_at);

CREATE INDEX organization_path ON public.organization USING gin (path);

CREATE INDEX qr_code_organization ON public.qr_code USING btree (tenant_id, organization_id);

CREATE UNIQUE INDEX qr_code_version_current ON public.qr_code_version USING btree (tenant_id, qr_code_id) WHERE (replaced_at IS NULL);

CREATE INDEX staff_member_identity ON public.staff_member USING btree (identity_id);

-- views

create view organization_seller as
 SELECT o.tenant_id,
    o.id AS organization_id,
    s.id AS seller_id,
    owner.id AS owner_id,
    jsonb_strip_nulls(jsonb_build_object('name', s.name, 'taxpayerId', s.taxpayer_id, 'address', s.address, 'phone', s.phone, 'bank', s.bank, 'account', s.account, 'drawer', s.drawer)) AS seller,
    c.kind AS channel
   FROM (((organization o
     CROSS JOIN LATERAL ( SELECT a.id,
            a.seller_id
           FROM organization a
          WHERE ((a.tenant_id = o.tenant_id) AND (a.id = ANY (o.path)) AND (a.seller_id IS NOT NULL))
          ORDER BY (cardinality(a.path)) DESC
         LIMIT 1) owner)
     JOIN seller s ON (((s.tenant_id = o.tenant_id) AND (s.id = owner.seller_id))))
     LEFT JOIN tax_channel c ON (((c.tenant_id = s.tenant_id) AND (c.seller_id = s.id))));

-- triggers

CREATE TRIGGER invoice_never_changes BEFORE DELETE OR UPDATE ON public.invoice FOR EACH ROW EXECUTE FUNCTION refuse_change();
