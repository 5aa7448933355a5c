create table delivery (
    id text not null,
    kind text not null,
    event text not null,
    target text,
    headers jsonb not null,
    digest text not null,
    received_at timestamptz not null,
    decided_at timestamptz not null,
    decision text not null,
    code text not null,
    reason text not null,
    repository text,
    repository_key text,
    ref text,
    commit_id text,
    run uuid,
    redeliveries integer not null,
    differing_redeliveries integer not null,
    version bigint not null,
    constraint delivery_pkey primary key (id),
    constraint delivery_kind_check check (kind in ('WEBHOOK', 'DISPATCH')),
    constraint delivery_decision_check check (decision in ('ACCEPTED', 'IGNORED')),
    constraint delivery_run_check check ((decision = 'ACCEPTED') = (run is not null))
);

-- The list of all deliveries, newest first.
create index delivery_received_at_idx on delivery (received_at desc, id desc);

-- "Why was this commit not published?"
create index delivery_repository_idx on delivery (repository_key, received_at desc, id desc);
