-- When each registered repository is to be looked at next. A claim moves the time to the end of its lease, and is dropped when another
-- look is asked for: what it finds then counts for nothing.
create table probe (
    repository_key text not null,
    repository text not null,
    due_at timestamptz not null,
    attempts integer not null,
    claim uuid,
    read_with text,
    constraint probe_pk primary key (repository_key)
);

-- Workers ask for the longest due.
create index probe_due_at_idx on probe (due_at);
