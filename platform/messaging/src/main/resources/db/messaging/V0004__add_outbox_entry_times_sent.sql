-- How often the broker confirmed it. Repetitions grow rarer with each, whatever a long outage added to the attempts.
alter table outbox_entry add column times_sent integer not null default 0;
