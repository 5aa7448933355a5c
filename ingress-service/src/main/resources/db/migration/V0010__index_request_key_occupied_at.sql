-- Purging asks for the oldest.
create index request_key_occupied_at_idx on request_key (occupied_at);
