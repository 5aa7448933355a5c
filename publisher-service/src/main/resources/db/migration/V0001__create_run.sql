create table run (
    run_id uuid not null,
    repository text not null,
    -- What was asked for, and what it was resolved to.
    commit_ref text not null,
    commit_id text,
    branch text,
    trigger text not null,
    registry text not null,
    state text not null,
    revision integer not null,
    -- What kept the whole run from its packages.
    failure jsonb,
    requested_at timestamptz not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    version bigint not null,
    constraint run_pk primary key (run_id),
    constraint run_state_check check (state in ('RUNNING', 'PUBLISHED', 'PARTLY', 'NOTHING', 'FAILED')),
    constraint run_revision_check check (revision >= 1)
);

-- Operators ask for a repository's latest runs.
create index run_repository_index on run (repository, requested_at desc);
-- Old runs are removed by age.
create index run_finished_at_index on run (finished_at);
