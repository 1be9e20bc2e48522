-- What rules did: one row for each time that a rule was due. The key says for what, so that nothing is done twice.
create table automation_run (
  id uuid primary key,
  rule_id uuid not null references record (id),
  rule_version int not null,
  -- The id of an entry of the history, or the moment of an occurrence, with the record where there are several.
  key text not null,
  record_id uuid references record (id),
  at timestamptz not null,
  -- 'done', 'failed' or 'stopped'.
  outcome text not null,
  -- What was done, in sentences.
  did text[] not null,
  error text,
  ms int not null
);
create unique index automation_run_key on automation_run (rule_id, key);
create index automation_run_at on automation_run (rule_id, at);
create index automation_run_old on automation_run (at);

-- Until when the occurrences of a rule on a schedule are dealt with.
create table automation_schedule (
  rule_id uuid primary key references record (id),
  done_until timestamptz not null
);
