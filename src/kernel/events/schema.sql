-- How far each processor has followed the history: the place of the last entry it dealt with.
create table processor (
  name text primary key,
  position bigint not null,
  entry int not null,
  entry_id uuid not null,
  updated_at timestamptz not null
);

-- Entries whose effect a processor may have only once.
create table processed (
  processor text not null,
  entry_id uuid not null,
  at timestamptz not null,
  primary key (processor, entry_id)
);
create index processed_at on processed (at);

-- Entries that a processor failed at: tried again at retry_at, given up when that is null.
create table dead_letter (
  id uuid primary key,
  processor text not null,
  entry_id uuid not null,
  entry_at timestamptz not null,
  record_id uuid not null,
  attempts int not null,
  error text not null,
  failed_at timestamptz not null,
  retry_at timestamptz,
  unique (processor, entry_id)
);
create index dead_letter_retry on dead_letter (retry_at) where retry_at is not null;
