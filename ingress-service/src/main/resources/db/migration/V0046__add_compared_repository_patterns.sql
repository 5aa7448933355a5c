-- What was asked for the last time: a branch that fits it and is new has been made since, and is no base line.
alter table compared_repository add column patterns text[] not null default '{}';
