-- When a pending repository was made active because it was read; null where an operator decided its status.
alter table registration add column activated_at timestamptz;
