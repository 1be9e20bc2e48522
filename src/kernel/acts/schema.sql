-- What was done to the installation itself rather than to a record: mail tried, a backup taken, work given up.
create table act (
  id uuid primary key,
  at timestamptz not null,
  -- Such as 'mail.tried'.
  kind text not null,
  account_id uuid,
  who_name text not null,
  via text not null,
  -- A sentence without its subject: 'sent a test mail to ada@example.com'.
  says text not null,
  reason text
);
create index act_at on act (at, id);
create index act_kind on act (kind, at);
create trigger act_append_only before update or delete on act for each row execute function refuse_history_change();
create trigger act_not_emptied before truncate on act for each statement execute function refuse_history_change();
