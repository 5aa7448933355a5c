-- Audits of all repositories. How far one has come, repository_reality tells: what it waits for there.
create table repository_audit (
    id uuid not null,
    started_at timestamptz not null,
    started_by text not null,
    total integer not null,
    constraint repository_audit_pkey primary key (id)
);

-- The latest is shown, the oldest are purged.
create index repository_audit_started_at_idx on repository_audit (started_at);
