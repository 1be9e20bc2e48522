-- Who and what an entry of the directory stands for here. `key` is what the directory never changes (entryUUID, objectGUID).
create table directory_entry (
  key text primary key,
  dn text not null,
  record_id uuid,
  -- Null where the entry signs nobody in.
  account_id uuid references account (id) on delete set null,
  -- Gone from the directory, or disabled there.
  is_gone boolean not null default false,
  seen_at timestamptz not null
);
create unique index directory_entry_account on directory_entry (account_id);

-- What a group of the directory stands for here.
create table directory_group (
  key text primary key,
  record_id uuid not null
);

-- What each run that changed something, failed or stopped itself has to say.
create table directory_run (
  id uuid primary key,
  at timestamptz not null,
  report jsonb not null
);
create index directory_run_at on directory_run (at);
