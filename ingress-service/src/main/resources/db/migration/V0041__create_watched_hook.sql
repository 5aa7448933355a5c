-- Where webhooks are looked after: an organisation, a repository, the GitHub App. Who works on one moves next_at ahead while it does.
create table watched_hook (
    scope text not null,
    state text not null,
    detail text not null,
    watched_since timestamptz not null,
    next_at timestamptz not null,
    looked_at timestamptz,
    listed_until timestamptz,
    reconciled_at timestamptz,
    constraint watched_hook_pkey primary key (scope),
    constraint watched_hook_state_check
        check (state in ('UNSEEN', 'FOUND', 'MISSING', 'INACTIVE', 'SENDS_FORMS', 'WITHOUT_PUSH', 'UNREADABLE'))
);
