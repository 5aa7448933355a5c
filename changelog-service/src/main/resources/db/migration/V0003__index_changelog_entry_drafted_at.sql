-- Purging asks for the oldest.
create index changelog_entry_drafted_at_index on changelog_entry (drafted_at);
