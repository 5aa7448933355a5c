-- The default is for replicas of the version before, while they are replaced.
alter table registration add column stop_on text[] not null default '{}';
