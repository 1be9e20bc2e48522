-- What somebody was told.
create table notification (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  record_id uuid references record (id),
  kind text not null,
  title text not null,
  text text not null,
  -- Where it leads when it is about no record.
  path text,
  by_account uuid references account (id) on delete set null,
  -- The entry of the history it comes from.
  entry_id uuid,
  at timestamptz not null,
  read_at timestamptz,
  -- How it is to be mailed; null when it isn't. When is decided by the worker, which knows the person's day.
  mail text check (mail in ('at_once', 'digest')),
  mail_at timestamptz,
  -- When it was mailed, or when that became needless because it had been read.
  mailed_at timestamptz
);
create unique index notification_once on notification (entry_id, account_id) where entry_id is not null;
create index notification_inbox on notification (account_id, at, id);
create index notification_unread on notification (account_id, at) where read_at is null;
create index notification_record on notification (record_id, account_id);
create index notification_undecided on notification (account_id) where mail is not null and mail_at is null and mailed_at is null;
create index notification_due on notification (mail_at) where mailed_at is null and mail_at is not null;
create index notification_at on notification (at);

-- Open pages hear of it by the channel that tells of the history: 'inbox' and the accounts, or alone for all of them.
create function tell_inbox_changed() returns trigger language plpgsql as $$
declare
  accounts text;
begin
  select string_agg(distinct account_id::text, ' ') into accounts from changed;
  if accounts is not null then
    perform pg_notify('quarterdeck_history', case when length(accounts) < 7900 then 'inbox ' || accounts else 'inbox' end);
  end if;
  return null;
end
$$;
create trigger notification_made after insert on notification
  referencing new table as changed for each statement execute function tell_inbox_changed();
create trigger notification_changed after update on notification
  referencing new table as changed for each statement execute function tell_inbox_changed();

-- How somebody wants to be told of one kind of thing, where that isn't the kind's default.
create table notification_preference (
  account_id uuid not null references account (id) on delete cascade,
  kind text not null,
  way text not null check (way in ('app', 'mail', 'digest', 'nothing')),
  primary key (account_id, kind)
);

-- Somebody's day: minutes since midnight, in their own time zone.
create table notification_day (
  account_id uuid primary key references account (id) on delete cascade,
  time_zone text,
  quiet_from int,
  quiet_to int,
  digest_at int not null,
  check ((quiet_from is null) = (quiet_to is null))
);
