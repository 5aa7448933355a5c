create table discovered_repository (
    discovery uuid not null,
    repository_key text not null,
    repository text not null,
    default_branch text,
    archived boolean not null,
    fork boolean not null,
    is_private boolean not null,
    state text not null,
    truncated boolean not null,
    packages jsonb not null,
    cause text,
    constraint discovered_repository_pkey primary key (discovery, repository_key),
    constraint discovered_repository_discovery_fkey foreign key (discovery) references discovery (id) on delete cascade,
    constraint discovered_repository_state_check check (state in ('LISTED', 'READ', 'UNREADABLE'))
);
