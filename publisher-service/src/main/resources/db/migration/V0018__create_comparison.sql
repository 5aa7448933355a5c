-- Repositories in plan mode, from when and until when: what is compared is what somebody else published meanwhile.
create table comparison (
    repository_key text not null,
    repository text not null,
    registry text not null,
    began_at timestamptz not null,
    -- Kept after that, so that what was found can still be read.
    ended_at timestamptz,
    constraint comparison_pk primary key (repository_key)
);

-- When the registry is to be asked next about each package. A claim moves the time to the end of its lease;
-- the end of plan mode to infinity.
create table comparison_package (
    repository_key text not null,
    name text not null,
    due_at timestamptz not null,
    attempts integer not null,
    claim uuid,
    -- When to look again, as somebody wished while a look was under way.
    again_at timestamptz,
    -- False of one that the repository does not have any more, or does not publish: what appears of it comes from elsewhere.
    watched boolean not null default true,
    looked_at timestamptz,
    -- Why the last look found out nothing.
    problem jsonb,
    -- Whether the registry does not say when versions were published, so that nobody can tell which are new.
    timeless boolean not null default false,
    constraint comparison_package_pk primary key (repository_key, name),
    constraint comparison_package_comparison_fk foreign key (repository_key) references comparison (repository_key)
        on delete cascade
);

-- Workers ask for the longest due.
create index comparison_package_due_at_idx on comparison_package (due_at);

create table comparison_version (
    repository_key text not null,
    name text not null,
    package_version text not null,
    result text not null,
    -- When a run would have published it; of one that none would have published, when somebody did.
    noted_at timestamptz not null,
    -- Where its files are, and which run says so.
    run_id uuid,
    commit_id text,
    path text,
    integrity text,
    -- By the registry's clock.
    published_at timestamptz,
    looked_at timestamptz,
    code text,
    cause text,
    remedy text,
    files jsonb,
    constraint comparison_version_pk primary key (repository_key, name, package_version),
    constraint comparison_version_package_fk foreign key (repository_key, name)
        references comparison_package (repository_key, name) on delete cascade,
    constraint comparison_version_result_check
        check (result in ('PENDING', 'SAME', 'DIFFERENT', 'MISSING', 'UNPROVEN', 'UNEXPECTED')),
    -- What is expected can be read again.
    constraint comparison_version_place_check
        check (result = 'UNEXPECTED' or commit_id is not null and path is not null)
);

-- Read page by page, the newest first.
create index comparison_version_noted_at_idx on comparison_version (repository_key, noted_at);

-- The last run of a repository before something was published is looked for.
create index run_repository_key_idx on run (lower(repository), requested_at);

-- Those that are in plan mode already are compared from now on. The key is the name in small letters, as nobody wrote it: the next run
-- tells of that.
insert into comparison (repository_key, repository, registry, began_at)
select repository_key, coalesce(probe.repository, repository_key), settings ->> 'registry', now()
  from known_repository left join probe using (repository_key)
 where not removed and settings ->> 'mode' = 'plan' and settings ->> 'status' in ('active', 'pending');
