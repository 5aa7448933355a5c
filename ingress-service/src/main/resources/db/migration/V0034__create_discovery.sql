-- A search for an owner's repositories with packages, as far as it has come. due_at is when it goes on; a claim moves it to the end of
-- its lease, so that one that was killed is taken up again.
create table discovery (
    id uuid not null,
    owner text not null,
    started_at timestamptz not null,
    started_by text not null,
    state text not null,
    listing text not null,
    pages integer not null,
    cut_off boolean not null,
    due_at timestamptz not null,
    attempts integer not null,
    claim uuid,
    code text,
    cause text,
    finished_at timestamptz,
    constraint discovery_pkey primary key (id),
    constraint discovery_state_check check (state in ('LISTING', 'READING', 'DONE', 'FAILED')),
    constraint discovery_listing_check check (listing in ('orgs', 'users'))
);

-- A second search for an owner would use up as much of GitHub's quota for the same; GitHub does not tell small letters from capitals.
create unique index discovery_owner_idx on discovery (lower(owner)) where finished_at is null;

-- Workers ask for the longest due of those that go on.
create index discovery_due_at_idx on discovery (due_at) where finished_at is null;

-- Purging asks for the oldest.
create index discovery_started_at_idx on discovery (started_at);
