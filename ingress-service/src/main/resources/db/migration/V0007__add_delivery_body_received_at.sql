-- Bodies are removed by age, without a look at each older delivery that has none any more. The default is for replicas of the version
-- before, while they are replaced.
alter table delivery_body add column received_at timestamptz not null default now();

update delivery_body set received_at = delivery.received_at from delivery where delivery.id = delivery_body.delivery;

-- Purging asks for the oldest.
create index delivery_body_received_at_idx on delivery_body (received_at);
