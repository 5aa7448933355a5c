-- Remembers longer than the entries that an event was here, so that a late repetition is still one.
create table inbox_key (
    consumer text not null,
    event_id uuid not null,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint inbox_key_pk primary key (consumer, event_id)
);

create index inbox_key_recorded_at_index on inbox_key (recorded_at);

create table inbox_entry (
    consumer text not null,
    event_id uuid not null,
    -- Null where the bytes could not be read.
    name text,
    subject text,
    run_id uuid,
    payload bytea not null,
    lane text,
    sequence bigint,
    state text not null default 'open',
    attempts integer not null default 0,
    -- When it may be claimed. A claim moves it to the end of the lease, so that an entry whose worker vanished comes due again.
    due_at timestamptz not null default clock_timestamp(),
    -- Taken anew by each claim: who holds an older one may record nothing any more.
    fence bigint not null default 0,
    code text,
    cause text,
    recorded_at timestamptz not null default clock_timestamp(),
    first_attempt_at timestamptz,
    last_attempt_at timestamptz,
    finished_at timestamptz,
    constraint inbox_entry_pk primary key (consumer, event_id),
    constraint inbox_entry_state_check check (state in ('open', 'done', 'dead')),
    constraint inbox_entry_lane_check check ((lane is null) = (sequence is null))
);

create sequence inbox_fence as bigint;

-- Claims ask for open entries without a lane that are due.
create index inbox_entry_due_index on inbox_entry (consumer, due_at) where state = 'open' and lane is null;
-- Claims ask for the lowest open entry of each lane.
create index inbox_entry_lane_index on inbox_entry (consumer, lane, sequence) where state = 'open' and lane is not null;
-- Purging asks for the oldest finished entries.
create index inbox_entry_finished_index on inbox_entry (finished_at) where state <> 'open';

alter table inbox_entry set (autovacuum_vacuum_scale_factor = 0.01);

create table inbox_lane (
    consumer text not null,
    lane text not null,
    -- The highest sequence that was worked or passed over.
    passed bigint not null default 0,
    held_until timestamptz not null default '-infinity',
    constraint inbox_lane_pk primary key (consumer, lane)
);
