-- A list that a calendar application follows by a secret address, with the eyes of whoever made it. `token` is the SHA-256 of what the address holds.
create table calendar_feed (
  id uuid primary key,
  token text not null,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  type text not null,
  filter jsonb not null,
  date_field text not null,
  created_at timestamptz not null,
  read_at timestamptz
);
create unique index calendar_feed_token on calendar_feed (token);
create index calendar_feed_account on calendar_feed (account_id);

-- Days that records work out of others move without a new version of the record: how often each was seen to have moved by then,
-- so that calendar programs are told of it (SEQUENCE, RFC 5545, 3.8.7.4).
create table calendar_event_seen (
  record_id uuid not null references record (id) on delete cascade,
  field text not null,
  at text not null,
  moves int not null default 0,
  seen_at timestamptz not null,
  primary key (record_id, field)
);
