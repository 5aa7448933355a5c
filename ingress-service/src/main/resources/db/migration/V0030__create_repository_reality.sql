-- What a repository really is, beside what operators decided about it: as the publisher last read it (probe), and as its git host last
-- showed it (host). due_at is when the host is asked again; a claim moves it to the end of its lease.
create table repository_reality (
    repository_key text not null,
    repository text not null,
    created_at timestamptz not null,
    probe jsonb,
    probed_at timestamptz,
    host jsonb,
    flags jsonb not null,
    due_at timestamptz not null,
    attempts integer not null,
    claim uuid,
    audit_of_host uuid,
    audit_of_probe uuid,
    constraint repository_reality_pkey primary key (repository_key)
);

-- Workers ask for the longest due.
create index repository_reality_due_at_idx on repository_reality (due_at);

-- What is registered already is looked at within the hour, not all at once.
insert into repository_reality (repository_key, repository, created_at, flags, due_at, attempts)
select repository_key, owner || '/' || name, created_at, '[]', now() + random() * interval '1 hour', 0 from registration;
