-- Who wants the figures of each week by mail, and the Monday of the last week that they were mailed on: written with the mail, so
-- that each week is mailed once however many processes look.
create table figures_subscription (
  account_id uuid primary key references account (id) on delete cascade,
  mailed_on date not null
);

-- What happened on each day that is counted, by group: sums of these are the figures of all tickets. All of it can be thrown away
-- and counted anew. Times are whole seconds as four bytes each, in open time and in all.
create table figures_day (
  day date not null,
  of text not null,
  by text not null,
  value text,
  part text not null,
  n int not null,
  counts int[] not null,
  open bytea,
  "all" bytea
);
create index figures_day_of on figures_day (of, by, day);

-- Which days are counted, and by which clock and open hours.
create table figures_kept (
  day date primary key,
  frame text not null
);

-- Hours of which something has changed since: written in the transaction that changes it, whoever that is. A day with such an hour
-- is counted from the rows until it is kept anew.
create table figures_stale (
  hour timestamptz not null
);
create index figures_stale_hour on figures_stale (hour);

create function note_new_tickets() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_now t cross join lateral (values (t.created_at), (t.responded_at), (t.resolved_at), (greatest(t.ended_at, t.created_at))) m (at) where m.at is not null;
  return null;
end $$;
create function note_changed_tickets() returns trigger language plpgsql as $$
begin
  if not exists (select from rows_before b join rows_now t on t.id = b.id
    where (b.created_at, b.team, b.service, b.requester, b.category, b.priority, b.type, b.archived_at, b.merged_into,
        b.responded_at, b.resolved_at, b.ended_at, b.reassignments, b.reopens, b.rating, b.logged_verdict, b.number_elsewhere)
      is distinct from (t.created_at, t.team, t.service, t.requester, t.category, t.priority, t.type, t.archived_at, t.merged_into,
        t.responded_at, t.resolved_at, t.ended_at, t.reassignments, t.reopens, t.rating, t.logged_verdict, t.number_elsewhere))
  then return null; end if;
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_before b join rows_now t on t.id = b.id
      cross join lateral (select
        (b.created_at, b.team, b.service, b.requester, b.category, b.priority, b.type, b.archived_at, b.merged_into)
          is distinct from (t.created_at, t.team, t.service, t.requester, t.category, t.priority, t.type, t.archived_at, t.merged_into)
          as is_other) o
      cross join lateral (values
        (b.created_at, o.is_other), (t.created_at, o.is_other),
        (b.responded_at, o.is_other or b.responded_at is distinct from t.responded_at),
        (t.responded_at, o.is_other or b.responded_at is distinct from t.responded_at),
        (greatest(b.ended_at, b.created_at), o.is_other or b.ended_at is distinct from t.ended_at),
        (greatest(t.ended_at, t.created_at), o.is_other or b.ended_at is distinct from t.ended_at),
        (b.resolved_at, true), (t.resolved_at, true)) m (at, is_changed)
    where m.at is not null and m.is_changed
      and (o.is_other or (b.responded_at, b.resolved_at, b.ended_at, b.reassignments, b.reopens, b.rating, b.logged_verdict, b.number_elsewhere)
        is distinct from (t.responded_at, t.resolved_at, t.ended_at, t.reassignments, t.reopens, t.rating, t.logged_verdict, t.number_elsewhere));
  -- Promises are told apart by what their tickets say.
  insert into figures_stale (hour) select distinct date_trunc('hour', r.stopped_at, 'UTC')
    from rows_before b join rows_now t on t.id = b.id join service_level_result r on r.ticket = t.id
    where (b.team, b.service, b.requester, b.category, b.priority, b.type, b.archived_at, b.merged_into)
      is distinct from (t.team, t.service, t.requester, t.category, t.priority, t.type, t.archived_at, t.merged_into);
  return null;
end $$;
create function note_moved_people() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_before b join rows_now p on p.id = b.id and p.business_unit is distinct from b.business_unit
      join ticket t on t.requester = p.id
      cross join lateral (select t.created_at union all select t.responded_at union all select t.resolved_at
        union all select greatest(t.ended_at, t.created_at)
        union all select r.stopped_at from service_level_result r where r.ticket = t.id) m (at)
    where m.at is not null;
  return null;
end $$;
create trigger ticket_note_new after insert on ticket referencing new table as rows_now
  for each statement execute function note_new_tickets();
create trigger ticket_note_changed after update on ticket referencing old table as rows_before new table as rows_now
  for each statement execute function note_changed_tickets();
create trigger person_note_moved after update on person referencing old table as rows_before new table as rows_now
  for each statement execute function note_moved_people();
