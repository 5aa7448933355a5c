-- Repositories whose branches are compared with what was handled, and when next.
create table compared_repository (
    repository_key text not null,
    repository text not null,
    next_at timestamptz not null,
    compared_at timestamptz,
    failure text,
    constraint compared_repository_pkey primary key (repository_key)
);

-- Claiming asks for the one that has been due for the longest time.
create index compared_repository_next_at_idx on compared_repository (next_at);
