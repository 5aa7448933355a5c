-- Settings of registered repositories as ingress told of them last, for plans.
create table known_repository (
    repository_key text not null,
    settings jsonb not null,
    changed_at timestamptz not null,
    -- Removed ones stay: what was told before their removal may come after it.
    removed boolean not null,
    constraint known_repository_pk primary key (repository_key)
);
