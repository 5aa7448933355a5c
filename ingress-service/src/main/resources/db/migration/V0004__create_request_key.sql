-- What was accepted and did not fail, so that it is not accepted again.
create table request_key (
    repository_key text not null,
    commit_id text not null,
    scope text not null,
    run uuid not null,
    occupied_at timestamptz not null,
    constraint request_key_pkey primary key (repository_key, commit_id, scope)
);

-- A failed run frees its key.
create index request_key_run_idx on request_key (run);
