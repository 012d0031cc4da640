-- A seller's queue is read in its order, however long it has become during an outage of the bureau.

create index application_queue on application (tenant_id, seller_id, submitted_at)
  where status in ('approved', 'issuing');
