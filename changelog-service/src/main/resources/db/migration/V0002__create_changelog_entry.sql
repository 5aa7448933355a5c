create table changelog_entry (
    id bigint generated always as identity,
    run_id uuid not null,
    revision integer not null,
    repository text not null,
    repository_key text not null,
    path text not null,
    name text not null,
    package_version text not null,
    origin text not null,
    range_basis text not null,
    previous_version text,
    entry_text text not null,
    -- Where it was written; none of them while it is worked on, or where there was nothing to write.
    commit_id text,
    pull_request text,
    failure_code text,
    drafted_at timestamptz not null,
    constraint changelog_entry_pk primary key (id),
    -- One draft for each package of a revision, whoever works on it.
    constraint changelog_entry_package_unique unique (run_id, revision, path),
    constraint changelog_entry_origin_check check (origin in ('MODEL', 'COMMITS')),
    constraint changelog_entry_range_basis_check check (range_basis in ('PUBLISHED_COMMIT', 'MANIFEST', 'NEWEST_COMMITS'))
);

-- Entries are asked for by repository and by package, the newest first.
create index changelog_entry_repository_index on changelog_entry (repository_key, id desc);
create index changelog_entry_name_index on changelog_entry (name, id desc);
