-- Alarms of repositories that were raised and are not resolved: raised once, however often their cause is seen.
create table repository_alarm (
    repository_key text not null,
    code text not null,
    raised_at timestamptz not null,
    constraint repository_alarm_pkey primary key (repository_key, code)
);
