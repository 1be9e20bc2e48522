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
-- The search of the whole history goes by id, which is by time.
create index history_who on history (who, id);
create index history_type on history (type, id);
create index history_position on history (position, entry, id);
create index history_batch on history (batch) where batch is not null;

-- Months have partitions of their own, made ahead; what finds none is kept here all the same.
create table history_default partition of history default;

create function refuse_history_change() returns trigger language plpgsql as $$
begin
  raise exception 'The history is append-only.' using errcode = 'insufficient_privilege';
end $$;
create trigger history_append_only before update or delete on history for each row execute function refuse_history_change();
create trigger history_not_emptied before truncate on history for each statement execute function refuse_history_change();

-- Who read which fields that are declared with `audit: true`: written after the answer, many at once.
create table sensitive_read (
  id uuid primary key,
  at timestamptz not null,
  who uuid not null,
  who_name text not null,
  -- Through whose eyes it was read.
  viewed_as text,
  via text not null,
  address text,
  request_id text,
  type text not null,
  fields text[] not null,
  records uuid[] not null
);
create index sensitive_read_who on sensitive_read (who, id);
create index sensitive_read_records on sensitive_read using gin (records);
create trigger sensitive_read_append_only before update or delete on sensitive_read for each row execute function refuse_history_change();
create trigger sensitive_read_not_emptied before truncate on sensitive_read for each statement execute function refuse_history_change();

-- What the history was at a moment: a root over the entries of a range of positions, chained to the anchor before.
create table anchor (
  id bigint primary key,
  -- The range begins at from_position and ends before to_position.
  from_position bigint not null,
  to_position bigint not null,
  entries bigint not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  at timestamptz not null
);
create trigger anchor_append_only before update or delete on anchor for each row execute function refuse_history_change();
create trigger anchor_not_emptied before truncate on anchor for each statement execute function refuse_history_change();
