-- What happened to which record. Append-only, hash-chained per record, and the outbox that processors follow by position.
create table history (
  id uuid not null,
  at timestamptz not null,
  -- The writing transaction's id: entries below the oldest running transaction are complete.
  position bigint not null default (pg_current_xact_id()::text)::bigint,
  record_id uuid not null references record (id),
  type text not null,
  -- The entry's place in its record's chain, from 1.
  entry int not null,
  -- The row's version after it; null where the row itself didn't change (a comment, a file).
  version int,
  verb text not null,
  who uuid,
  who_name text not null,
  via text not null,
  request_id text,
  address text,
  batch uuid,
  before jsonb,
  after jsonb,
  reason text,
  hash bytea not null,
  primary key (id, at)
) partition by range (at);
create index history_record on history (record_id, entry);
create index history_position on history (position);
create index history_batch on history (batch) where batch is not null;
