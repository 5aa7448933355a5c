create table run_package (
    run_id uuid not null,
    path text not null,
    -- The run's revision in which the package came to this outcome.
    revision integer not null,
    name text,
    package_version text,
    outcome text not null,
    code text not null,
    report jsonb not null,
    recorded_at timestamptz not null,
    constraint run_package_pk primary key (run_id, path),
    constraint run_package_run_fk foreign key (run_id) references run (run_id) on delete cascade,
    constraint run_package_outcome_check check (outcome in ('PUBLISHED', 'SKIPPED', 'FAILED', 'HELD'))
);

-- "Why was this version not published?" is asked by name.
create index run_package_name_index on run_package (name, package_version);
