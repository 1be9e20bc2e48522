-- A decision that somebody asks others for, about one record.
create table approval (
  id uuid primary key,
  record_id uuid not null references record (id),
  title text not null,
  text text not null,
  state text not null check (state in ('waiting', 'approved', 'rejected', 'lapsed', 'withdrawn')),
  -- Names of the fields it is bound to, the SHA-256 of what they held, and how they read when it was asked for.
  fields text[] not null,
  hash text not null,
  shown jsonb not null,
  -- An approval that lapsed is asked again by another one.
  follows uuid references approval (id),
  may_decide_own boolean not null,
  remind_days int not null check (remind_days between 1 and 90),
  escalate_days int check (escalate_days between 1 and 365),
  until timestamptz,
  at timestamptz not null,
  account_id uuid references account (id),
  by_name text not null,
  ended_at timestamptz,
  -- The template that it was asked by.
  template uuid references record (id)
);
create index approval_record on approval (record_id, at, id);
create index approval_waiting on approval (at) where state = 'waiting';

-- Steps of the same position are open at the same time; the next position opens once all of them are approved.
create table approval_step (
  id uuid primary key,
  approval_id uuid not null references approval (id) on delete cascade,
  position int not null,
  label text not null,
  quorum text not null,
  approvers jsonb not null,
  opened_at timestamptz,
  reminded_at timestamptz
);
create index approval_step_approval on approval_step (approval_id, position, id);

-- Who decides in a step, known once it opens; `manager_id` may decide in their place once it took too long.
create table approval_seat (
  step_id uuid not null references approval_step (id) on delete cascade,
  account_id uuid not null references account (id),
  because text not null,
  manager_id uuid references account (id),
  primary key (step_id, account_id)
);
create index approval_seat_account on approval_seat (account_id);
create index approval_seat_manager on approval_seat (manager_id) where manager_id is not null;

-- One decision per seat; `account_id` is who took it, in person or in another's place.
create table approval_vote (
  id uuid primary key,
  step_id uuid not null,
  seat_id uuid not null,
  account_id uuid not null references account (id),
  by_name text not null,
  is_yes boolean not null,
  comment text not null,
  at timestamptz not null,
  foreign key (step_id, seat_id) references approval_seat (step_id, account_id) on delete cascade,
  unique (step_id, seat_id)
);

-- Somebody decides in another's place for some days.
create table delegation (
  id uuid primary key,
  from_id uuid not null references account (id) on delete cascade,
  to_id uuid not null references account (id) on delete cascade,
  from_on date not null,
  until_on date not null,
  check (from_id <> to_id),
  check (from_on <= until_on)
);
create index delegation_from on delegation (from_id, until_on);
create index delegation_to on delegation (to_id, until_on);
