-- Which reminders about a contract's next decision were sent: each step once for a day, so that another day starts them anew.
create table contract_reminder (
  contract_id uuid not null references record (id) on delete cascade,
  decide_by date not null,
  step smallint not null,
  at timestamptz not null,
  primary key (contract_id, decide_by, step)
);

-- What is still to be decided, so that a quarter is counted and summed without reading the contracts themselves.
create index contract_to_decide on contract (decide_by) include (outlook, at_stake_currency, at_stake_amount)
  where state = 'in_force' and archived_at is null and decision is null;

-- One end of a contract has one dossier, whoever assembles it at the same time.
create unique index renewal_dossier_of_end on renewal_dossier (contract, decided_end);
