alter table registration
    add column tags boolean not null default false,
    add column releases boolean not null default false;
