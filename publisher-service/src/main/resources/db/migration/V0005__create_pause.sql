-- There while nothing is to be published; one row at most.
create table pause (
    only_one boolean not null default true,
    reason text not null,
    paused_by text not null,
    paused_at timestamptz not null,
    constraint pause_pk primary key (only_one),
    constraint pause_only_one_check check (only_one)
);
