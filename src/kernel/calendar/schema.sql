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
