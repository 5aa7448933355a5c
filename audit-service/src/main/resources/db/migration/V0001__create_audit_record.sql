-- One row per event, a partition per day (UTC). There is no default partition: it would take in what no day was made for and
-- never let go of it.
create table audit_record (
    id uuid not null,
    -- When the event became true; when it came in, for one that claims to be from far away.
    time timestamptz not null,
    type text not null,
    cloud_event_type text not null,
    source text not null,
    subject text not null,
    run uuid,
    causation uuid,
    traceparent text,
    repository text,
    repository_key text,
    actor text,
    outcome text,
    code text,
    packages jsonb not null,
    trigger text,
    branch text,
    commit_id text,
    registry text,
    delivery text,
    -- json, not jsonb: kept digit for digit, and numbers that jsonb refuses cannot stop an event here.
    data json not null,
    recorded_at timestamptz not null,
    constraint audit_record_pk primary key (time, id)
) partition by range (time);

-- "What happened in this run?", and one record by its id.
create index audit_record_run_idx on audit_record (run, time, id) where run is not null;
create index audit_record_id_idx on audit_record (id);
-- The filters of the list, each in the list's order.
create index audit_record_repository_idx on audit_record (repository_key, time, id) where repository_key is not null;
create index audit_record_type_idx on audit_record (type, time, id);
create index audit_record_actor_idx on audit_record (actor, time, id) where actor is not null;
create index audit_record_outcome_idx on audit_record (outcome, time, id) where outcome is not null;
-- "What happened to this package, this version?"
create index audit_record_packages_idx on audit_record using gin (packages jsonb_path_ops);
