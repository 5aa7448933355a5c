-- Changelogs that were told of, until the message about their run is sent.
create table changelog (
    run_id uuid not null,
    revision integer not null,
    event bytea not null,
    recorded_at timestamptz not null,
    constraint changelog_pk primary key (run_id, revision)
);

-- Old ones are removed by age.
create index changelog_recorded_at_index on changelog (recorded_at);
