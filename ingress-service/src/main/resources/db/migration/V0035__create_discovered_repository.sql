-- A repository that a search knows. attempts are those that began to look at it: what is not through after some is given up.
create table discovered_repository (
    discovery uuid not null,
    repository_key text not null,
    repository text not null,
    default_branch text,
    archived boolean not null,
    fork boolean not null,
    is_private boolean not null,
    state text not null,
    attempts integer not null,
    truncated boolean not null,
    packages jsonb not null,
    cause text,
    constraint discovered_repository_pkey primary key (discovery, repository_key),
    constraint discovered_repository_discovery_fkey foreign key (discovery) references discovery (id) on delete cascade,
    constraint discovered_repository_state_check check (state in ('LISTED', 'READ', 'UNREADABLE'))
);

-- Workers ask for the next that was not looked at, those first that made no trouble.
create index discovered_repository_listed_idx on discovered_repository (discovery, attempts, repository_key) where state = 'LISTED';
