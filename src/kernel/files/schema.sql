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

-- What somebody sent before there is a record that it belongs to: handed over within a day, or gone.
create table waiting_file (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  sha256 text not null,
  name text not null,
  size bigint not null,
  type text not null,
  preview text,
  at timestamptz not null
);
create index waiting_file_account on waiting_file (account_id);
