-- What became of each promise that was kept, broken or given up: worked out of the ticket's history with each change of it, for
-- figures to add up. Running promises have no row.
create table service_level_result (
  ticket uuid not null references record (id),
  -- Kind, metric and team: which of the ticket's clocks it is.
  clock text not null,
  round int not null,
  policy uuid not null references record (id),
  kind text not null,
  metric text not null,
  team uuid,
  started_at timestamptz not null,
  due timestamptz,
  stopped_at timestamptz not null,
  is_breached boolean not null,
  -- Open time, in seconds.
  used numeric not null,
  promised numeric not null,
  breached_by numeric not null,
  primary key (ticket, clock, round)
);
create index service_level_result_stopped on service_level_result (stopped_at, kind, metric);

-- When something about a ticket's promises happens next by itself: a step of an escalation, or a due time that passes.
create table service_level_watch (
  ticket uuid primary key references record (id),
  next_at timestamptz
);
create index service_level_watch_next on service_level_watch (next_at) where next_at is not null;

-- Steps of escalations that were done, so that none is done twice.
create table service_level_step (
  ticket uuid not null references record (id),
  policy uuid not null references record (id),
  clock text not null,
  round int not null,
  step text not null,
  -- The moment it was for: the step is done again only when this moves.
  at timestamptz not null,
  done_at timestamptz not null,
  -- What was done, or why it couldn't be.
  outcome text not null,
  primary key (ticket, policy, clock, round, step, at)
);

-- Figures that are kept of days on which a promise ended are to be counted anew once that changes (see figures).
create function note_new_promises() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', stopped_at, 'UTC') from rows_now;
  return null;
end $$;
create function note_changed_promises() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_before b join rows_now r on (r.ticket, r.clock, r.round) = (b.ticket, b.clock, b.round)
      cross join lateral (values (b.stopped_at), (r.stopped_at)) m (at);
  return null;
end $$;
create function note_gone_promises() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', stopped_at, 'UTC') from rows_before;
  return null;
end $$;
create trigger result_note_new after insert on service_level_result referencing new table as rows_now
  for each statement execute function note_new_promises();
create trigger result_note_changed after update on service_level_result referencing old table as rows_before new table as rows_now
  for each statement execute function note_changed_promises();
create trigger result_note_gone after delete on service_level_result referencing old table as rows_before
  for each statement execute function note_gone_promises();
