-- A rejection is delivered like an invoice: with a row that says what became of it. Who sends claims the row, and
-- renews the claim for as long as it takes: two jobs cannot mail it twice, nobody else can end the claim, and no
-- transaction stays open while a mail server takes its time.

alter table delivery
  alter column invoice_id drop not null,
  add column application_id uuid,
  add column claim uuid,
  add column claimed_until timestamptz,
  add constraint delivery_of_one_thing check (num_nonnulls(invoice_id, application_id) = 1),
  add foreign key (tenant_id, application_id) references application;

create index delivery_application on delivery (tenant_id, application_id) where application_id is not null;
