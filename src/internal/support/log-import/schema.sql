-- Which events of which tickets of another system were told here: what makes a log that comes twice change nothing.
create table service_log_event (
  system text not null,
  number text not null,
  event text not null,
  record_id uuid not null references record (id),
  told_at timestamptz not null,
  primary key (system, number, event)
);
create index service_log_event_record on service_log_event (record_id);

-- The rows of a log while it is read, so that those of one ticket are found together wherever they stand.
create table service_log_row (
  run uuid not null,
  place int not null,
  number text not null,
  content jsonb not null,
  primary key (run, number, place)
);
