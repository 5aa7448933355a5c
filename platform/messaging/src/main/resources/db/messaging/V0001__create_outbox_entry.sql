create table outbox_entry (
    event_id uuid not null,
    name text not null,
    payload bytea not null,
    -- The consumers that must receipt the event before the entry is finished.
    consumers text[] not null,
    state text not null default 'pending',
    -- How often it was handed to the broker, confirmed or not.
    attempts integer not null default 0,
    -- pending: when to send. sent: when to send again to those who did not receipt.
    due_at timestamptz not null default clock_timestamp(),
    claim uuid,
    created_at timestamptz not null default clock_timestamp(),
    sent_at timestamptz,
    finished_at timestamptz,
    last_error text,
    constraint outbox_entry_pk primary key (event_id),
    constraint outbox_entry_state_check check (state in ('pending', 'sent', 'finished'))
);

-- The relay asks for what is due; finished entries, nearly all, are not in it.
create index outbox_entry_due_index on outbox_entry (due_at, event_id) where state <> 'finished';
-- Purging asks for the oldest finished entries.
create index outbox_entry_finished_index on outbox_entry (finished_at) where state = 'finished';

alter table outbox_entry set (autovacuum_vacuum_scale_factor = 0.01);
