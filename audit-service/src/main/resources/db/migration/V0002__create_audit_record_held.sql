-- Records past their time that belong to what is still open. They are few.
create table audit_record_held (like audit_record including defaults,
    constraint audit_record_held_pk primary key (time, id)
);

create index audit_record_held_run_idx on audit_record_held (run, time, id);
create index audit_record_held_id_idx on audit_record_held (id);

-- What queries ask: held or not makes no difference to them.
create view audit_trail as
    select * from audit_record
    union all
    select * from audit_record_held;
