-- Requests that named themselves, so that sending one again does nothing again: what was asked, and how it was answered.
create table idempotency (
  account_id uuid not null references account (id) on delete cascade,
  key text not null,
  -- Method, address and body as one SHA-256.
  fingerprint text not null,
  -- By which the history knows what it wrote.
  request_id text not null,
  at timestamptz not null,
  -- Null while it is under way.
  status int,
  headers jsonb,
  body text,
  primary key (account_id, key)
);
create index idempotency_at on idempotency (at);
