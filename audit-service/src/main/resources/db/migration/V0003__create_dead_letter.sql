create table dead_letter (
    id uuid not null,
    service text not null,
    -- The event that was given up on, and its name where it could be read.
    event_id uuid not null,
    type text,
    run uuid,
    about text,
    about_key text,
    code text not null,
    cause text not null,
    attempts integer not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    -- The event as it came, or its bytes where it could not be read or is long.
    event json,
    bytes bytea,
    -- The event that told of it.
    raised_by uuid not null,
    state text not null default 'parked',
    -- The last replay: asked for, and not answered while the outcome is null.
    replay_by text,
    replay_requested_at timestamptz,
    replay_outcome text,
    replay_answered_at timestamptz,
    replays integer not null default 0,
    discarded_by text,
    discarded_at timestamptz,
    discard_reason text,
    updated_at timestamptz not null,
    constraint dead_letter_pk primary key (id),
    constraint dead_letter_state_check check (state in ('parked', 'replayed', 'discarded')),
    constraint dead_letter_outcome_check check (replay_outcome in ('reopened', 'running', 'done', 'unknown')),
    constraint dead_letter_discard_check check ((state = 'discarded') = (discard_reason is not null))
);

-- The list, newest first.
create index dead_letter_last_at_idx on dead_letter (last_at, id);
-- What waits for an operator, by cause; also what keeps records from being dropped.
create index dead_letter_parked_idx on dead_letter (code, last_at, id) where state = 'parked';
create index dead_letter_run_idx on dead_letter (run) where run is not null;
-- The history of one event.
create index dead_letter_event_idx on dead_letter (service, event_id);
-- Purging asks for the oldest that are settled.
create index dead_letter_settled_idx on dead_letter (updated_at) where state <> 'parked';
