-- Alarms of this service that were raised and are not resolved: raised once, however often their cause is seen.
create table alarm (
    code text not null,
    about text not null,
    raised_at timestamptz not null,
    constraint alarm_pk primary key (code, about)
);
