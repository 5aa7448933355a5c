-- What GitHub says that it sent, one row for all attempts of a delivery by one webhook. attempt is GitHub's number of the newest
-- one, which no other webhook knows; a guid is the same for all webhooks that are told of an event.
create table sent_delivery (
    guid text not null,
    scope text not null,
    event text not null,
    sent_at timestamptz not null,
    attempt bigint not null,
    attempted_at timestamptz not null,
    status text not null,
    delivered boolean not null,
    taken boolean not null default false,
    asks integer not null default 0,
    failures integer not null default 0,
    next_ask_at timestamptz,
    constraint sent_delivery_pkey primary key (guid, scope),
    constraint sent_delivery_scope_fkey foreign key (scope) references watched_hook (scope) on delete cascade
);

-- Coverage asks for the last hours, purging for the oldest.
create index sent_delivery_sent_at_idx on sent_delivery (sent_at);

-- Which are not here, though few or none are.
create index sent_delivery_not_taken_idx on sent_delivery (scope) where not taken;
