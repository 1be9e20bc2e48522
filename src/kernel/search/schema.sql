-- The newest records of a type, and records by how their title begins: where a search for very common words looks.
create index record_recent on record (type, id) where archived_at is null;
create index record_beginning on record (folded text_pattern_ops);
