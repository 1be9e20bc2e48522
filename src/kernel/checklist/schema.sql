-- Steps of setting up that somebody says are not for this installation. Taken back by deleting the row.
create table checklist_aside (
  step text primary key,
  at timestamptz not null,
  account_id uuid not null references account (id),
  who_name text not null
);
