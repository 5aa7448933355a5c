create table effect (
    -- Business identity of what happens outside, as in publish:default/com.acme.core@1.2.3.
    effect_key text not null,
    state text not null default 'planned',
    -- The event for which it was last attempted, and the fence of that claim.
    event_id uuid not null,
    fence bigint not null,
    attempts integer not null default 0,
    -- Until then another event may not take the attempt over.
    held_until timestamptz not null,
    evidence text,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    constraint effect_pk primary key (effect_key),
    constraint effect_state_check check (state in ('planned', 'attempting', 'done', 'failed', 'unknown'))
);

-- Operators and metrics ask for what is not settled; nearly everything is.
create index effect_unsettled_index on effect (updated_at) where state in ('attempting', 'unknown');
create index effect_updated_at_index on effect (updated_at);
