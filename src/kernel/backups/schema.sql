-- Backups that were taken from the page: which file, by whom, and whether it was read back. Files that lie in the folder for other reasons have no row.
create table backup (
  id uuid primary key,
  file text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  account_id uuid,
  by_name text not null,
  started_at timestamptz not null,
  -- While it runs, said anew every few seconds: once past, whoever took it is gone.
  alive_until timestamptz not null,
  ended_at timestamptz,
  -- When the finished file was read back from front to back and each checksum agreed.
  proved_at timestamptz,
  bytes bigint,
  rows bigint,
  says text
);
create unique index backup_file on backup (file);
create unique index backup_running on backup (state) where state = 'running';
