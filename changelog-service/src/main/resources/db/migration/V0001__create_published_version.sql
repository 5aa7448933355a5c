create table published_version (
    -- In lower case, as GitHub compares names.
    repository_key text not null,
    name text not null,
    package_version text not null,
    commit_id text not null,
    run_id uuid not null,
    recorded_at timestamptz not null,
    constraint published_version_pk primary key (repository_key, name, package_version)
);
