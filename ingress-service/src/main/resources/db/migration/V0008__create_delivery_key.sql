-- That a delivery was here, and what came of it: made when the delivery is removed, so that a late repetition is still known.
create table delivery_key (
    id text not null,
    code text not null,
    run uuid,
    received_at timestamptz not null,
    constraint delivery_key_pkey primary key (id)
);

-- Purging asks for the oldest.
create index delivery_key_received_at_idx on delivery_key (received_at);
