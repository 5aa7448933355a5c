-- Purging asks whether an open entry is as old as what would be removed. Open entries are few.
create index inbox_entry_open_index on inbox_entry (recorded_at) where state = 'open';
