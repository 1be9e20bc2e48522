-- What was attached to which record. The content is kept by its SHA-256, see store.server.ts.
create table file (
  id uuid primary key,
  record_id uuid not null references record (id),
  sha256 text not null,
  name text not null,
  size bigint not null,
  -- By content, never by name.
  type text not null,
  -- The SHA-256 of a small picture of it, where it is a picture.
  preview text,
  at timestamptz not null,
  account_id uuid references account (id),
  by_name text not null
);
create index file_record on file (record_id, at);
create index file_sha256 on file (sha256);
create index file_preview on file (preview) where preview is not null;
