-- Where each package of a run is, while it is worked on and afterwards.
create table run_step (
    run_id uuid not null,
    path text not null,
    step text not null,
    started_at timestamptz not null,
    constraint run_step_pk primary key (run_id, path, step),
    constraint run_step_run_fk foreign key (run_id) references run (run_id) on delete cascade,
    constraint run_step_step_check check (step in ('DECIDE', 'PACK', 'SEND'))
);
