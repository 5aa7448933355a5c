-- "What came in about this commit?", by the beginning of its id.
create index delivery_commit_id_idx on delivery (commit_id text_pattern_ops) where commit_id is not null;
