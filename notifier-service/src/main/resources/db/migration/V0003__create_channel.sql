-- How the channel wants to be spoken to, for all replicas.
create table channel (
    channel text not null,
    -- Nothing is sent before.
    paused_until timestamptz not null default '-infinity',
    -- Why nothing is sent at all until a restart.
    closed_code text,
    closed_cause text,
    closed_remedy text,
    constraint channel_pk primary key (channel)
);

-- One row for each message that a minute allows: a message takes the slot that is free first, for a minute.
create table channel_slot (
    channel text not null,
    slot integer not null,
    free_at timestamptz not null default '-infinity',
    constraint channel_slot_pk primary key (channel, slot),
    constraint channel_slot_channel_fk foreign key (channel) references channel (channel) on delete cascade
);
