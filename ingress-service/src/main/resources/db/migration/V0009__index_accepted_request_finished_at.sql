-- Purging asks for those that ended first.
create index accepted_request_finished_at_idx on accepted_request (finished_at) where finished_at is not null;
