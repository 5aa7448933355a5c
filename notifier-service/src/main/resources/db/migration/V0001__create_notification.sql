create table notification (
    -- What is told, once: discord/<run>/<revision>, or discord/alarm/<event>.
    notification_key text not null,
    channel text not null,
    kind text not null,
    -- None for alarms.
    run_id uuid,
    revision integer,
    -- The repository, or what the alarm is about.
    about text not null,
    outcome text not null,
    -- The channel's id of the message, where it told one.
    message_id text,
    code text,
    cause text,
    -- What was sent, for operators; removed by age with the row.
    body text,
    -- How often the channel was spoken to.
    attempts integer not null,
    -- The reserved moment for the next attempt, in the channel's pace.
    send_after timestamptz,
    created_at timestamptz not null,
    finished_at timestamptz,
    version bigint not null,
    constraint notification_pk primary key (notification_key),
    constraint notification_kind_check check (kind in ('RUN', 'ALARM_RAISED', 'ALARM_RESOLVED')),
    constraint notification_outcome_check check (outcome in ('WAITING', 'SENT', 'UNKNOWN', 'FAILED'))
);

-- The API lists the newest first, all or those of a run; old ones are removed by age.
create index notification_created_at_index on notification (created_at desc, notification_key desc);
create index notification_run_index on notification (run_id, created_at desc);
