-- Which reminders about a contract's next decision were sent: each step once for a day, so that another day starts them anew.
create table contract_reminder (
  contract_id uuid not null references record (id) on delete cascade,
  decide_by date not null,
  step smallint not null,
  at timestamptz not null,
  primary key (contract_id, decide_by, step)
);
