-- The registry: one narrow row per record of any type, so that whatever is said about a record points at a real row.
create table record (
  id uuid primary key,
  type text not null,
  number text,
  title text not null,
  state text,
  archived_at timestamptz,
  -- How many entries the record's history has, and the hash of the last one: the head of its chain.
  entries int not null,
  chain bytea not null,
  -- Words by weight, and the lexeme '~type' so that a search can stay within one type.
  search tsvector not null,
  -- Number and title in lower case without accents, for matching by likeness.
  folded text not null
);
create unique index record_number on record (type, number) where number is not null;
-- What waits to be sorted in is read by every search, so that little may wait (kB): an import would make searching ten times slower.
create index record_search on record using gin (search) with (gin_pending_list_limit = 128);
-- Likeness is a search's last resort: here more may wait, which makes writing many rows a tenth cheaper.
create index record_folded on record using gin (folded gin_trgm_ops) with (gin_pending_list_limit = 1024);
