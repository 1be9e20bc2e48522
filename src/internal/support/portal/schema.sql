-- How content whoever asked is with what came of it: one answer for each time a ticket was resolved.
create table satisfaction (
  id uuid primary key,
  ticket_id uuid not null references record (id),
  -- How often it had been reopened by then.
  resolution int not null,
  score int not null check (score between 1 and 5),
  comment text not null,
  at timestamptz not null,
  -- The person who said so, and whom they spoke of: the team and the person who had it.
  person_id uuid not null references record (id),
  team_id uuid references record (id),
  assignee_id uuid references record (id),
  -- When somebody was asked to talk to whoever wasn't content.
  followed_at timestamptz,
  unique (ticket_id, resolution)
);
create index satisfaction_at on satisfaction (at);
create index satisfaction_team on satisfaction (team_id, at);
