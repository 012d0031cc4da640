-- A vendor's own sandbox is another place than its production: its taxpayer ids are invented, and so are its invoices.

alter table tax_channel
  drop constraint tax_channel_kind_check,
  add constraint tax_channel_kind_check check (kind in ('sandbox', 'nuonuo', 'nuonuo-sandbox'));
