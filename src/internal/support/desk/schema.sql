-- Who looks at which ticket, and who writes in it, as of their last sign. It may be lost at any time: nothing follows from it.
create unlogged table desk_presence (
  ticket uuid not null references record (id) on delete cascade,
  account uuid not null references account (id) on delete cascade,
  is_writing boolean not null,
  at timestamptz not null,
  primary key (ticket, account)
);

-- Whose turn it was last in a team whose tickets go round.
create table desk_turn (
  team uuid not null references record (id) on delete cascade,
  person uuid not null references record (id) on delete cascade,
  turn bigint not null,
  primary key (team, person)
);
