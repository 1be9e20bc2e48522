-- What requests of a webhook are signed with, sealed. While one replaces another, both sign.
create table webhook_secret (
  id uuid primary key,
  webhook_id uuid not null references record (id),
  sealed text not null,
  made_at timestamptz not null,
  -- Until when it signs; null for the one in use.
  until timestamptz
);
create index webhook_secret_webhook on webhook_secret (webhook_id, made_at);

-- What a webhook is to tell, and what became of it. What it says is made when it is sent.
create table webhook_delivery (
  id uuid primary key,
  webhook_id uuid not null references record (id),
  -- For what: an entry of the history, a run of a rule, a test. Nothing is told twice under one key.
  key text not null,
  event text not null,
  record_id uuid references record (id),
  entry_id uuid,
  entry_at timestamptz,
  -- The rule that called for it.
  rule text,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'delivered', 'failed', 'withheld')),
  attempts int not null default 0,
  -- When it may be tried; while it is being sent, when another worker may take it to be abandoned.
  next_at timestamptz not null,
  status int,
  says text,
  ended_at timestamptz
);
create unique index webhook_delivery_key on webhook_delivery (webhook_id, key);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_at, id) where state in ('waiting', 'sending');
create index webhook_delivery_record on webhook_delivery (record_id, webhook_id, id) where state in ('waiting', 'sending');
create index webhook_delivery_list on webhook_delivery (webhook_id, at, id);
create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;

-- Each request with its answer, cut to what helps.
create table webhook_attempt (
  id uuid primary key,
  delivery_id uuid not null references webhook_delivery (id) on delete cascade,
  at timestamptz not null,
  url text not null,
  -- As whom the record was read; nobody else is shown the body.
  read_as uuid,
  request_headers jsonb not null,
  request_body text,
  status int,
  answer_headers jsonb,
  answer_body text,
  -- Null where it arrived.
  says text,
  ms int not null
);
create index webhook_attempt_delivery on webhook_attempt (delivery_id, at);

-- Since when nothing has arrived, and why it was switched off.
create table webhook_health (
  webhook_id uuid primary key references record (id),
  failing_since timestamptz,
  off_because text
);
