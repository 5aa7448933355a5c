-- Alarms of this service that are raised and not resolved: told once, whichever replica sees it.
create table alarm (
    code text not null,
    about text not null,
    raised_at timestamptz not null,
    constraint alarm_pkey primary key (code, about)
);
