-- What is to be sent, and what became of it. Once sent, what it said is forgotten; that it was sent is kept for a while.
create table mail (
  id uuid primary key,
  kind text not null,
  to_address text not null,
  to_name text,
  -- The name in From; the address is always the one that the settings give.
  from_name text,
  subject text not null,
  text text,
  html text,
  headers jsonb not null default '{}',
  -- Of a letter that several people get, each by a row of its own: whom it is from, what its head says of whom it is
  -- to, what it answers, and the files with it, by their hashes. Null for a mail of the installation itself.
  letter jsonb,
  -- The record whose mails make one thread.
  thread uuid references record (id),
  -- Lets others go first: what nobody waits for, such as a daily digest.
  is_patient boolean not null default false,
  -- Given at the first attempt and kept by every later one, so that whoever receives it twice can tell.
  message_id text,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'suppressed')),
  attempts int not null default 0,
  -- When it may be tried; while it is being sent, when another worker may take it to be abandoned.
  next_at timestamptz not null,
  last_error text,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index mail_due on mail (is_patient, next_at) where state in ('queued', 'sending');
create index mail_state on mail (state, created_at, id);
create index mail_ended on mail (ended_at) where ended_at is not null;
create index mail_to on mail (lower(to_address), created_at);
create index mail_thread on mail (thread) where thread is not null;

-- Addresses that nothing is sent to, since their server says that there is nobody. In lower case.
create table mail_suppression (
  address text primary key,
  reason text not null,
  at timestamptz not null
);
