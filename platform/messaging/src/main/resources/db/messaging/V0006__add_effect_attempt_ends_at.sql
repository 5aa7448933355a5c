-- Until then an attempt whose end is not recorded may still be under way, by a worker that lost its lease and does not know.
alter table effect add column attempt_ends_at timestamptz;
