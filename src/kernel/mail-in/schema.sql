-- Every mail that came in: kept as it arrived before its server is told so, and dealt with from here, once.
create table mail_in (
  id uuid primary key,
  mailbox uuid not null references record (id),
  -- Where it lay on its server, where it was fetched.
  uid_validity bigint,
  uid bigint,
  -- Of Message-ID and body, so that what comes twice is known again; of all of it, with its place or the
  -- hour, where there is no Message-ID.
  identity text not null,
  message_id text,
  -- The SHA-256 under which the file store keeps it as it arrived.
  raw text not null,
  size bigint not null,
  -- Who handed it in and for whom: { from, to, ip, helo }.
  envelope jsonb not null default '{}',
  from_address text,
  from_name text,
  subject text not null default '',
  state text not null default 'new' check (state in ('new', 'done', 'quarantined', 'ignored')),
  reason text,
  -- Let through by hand, past the fuses.
  is_released boolean not null default false,
  attempts int not null default 0,
  -- When it may be dealt with; while it is, when another worker may take it to be abandoned.
  next_at timestamptz not null,
  -- What its servers vouch for: { dkim, spf, dmarc, arc, by }.
  verdict jsonb,
  -- The record that it led to.
  record_id uuid references record (id),
  -- The comment that it is there; null where it began the record.
  comment_id uuid,
  received_at timestamptz not null,
  ended_at timestamptz
);
create unique index mail_in_once on mail_in (mailbox, identity);
create unique index mail_in_place on mail_in (mailbox, uid_validity, uid) where uid is not null;
create index mail_in_due on mail_in (next_at) where state = 'new';
create index mail_in_state on mail_in (state, received_at, id);
create index mail_in_received on mail_in (received_at, id);
create index mail_in_identity on mail_in (identity) where state = 'done';
create index mail_in_from on mail_in (from_address, ended_at) where state = 'done';
create index mail_in_record on mail_in (record_id, ended_at) where record_id is not null;
create index mail_in_raw on mail_in (raw);

-- Which record a Message-ID belongs to: of our mails, of those that came, and of those that these only named.
create table message_thread (
  message_id text primary key,
  record_id uuid not null references record (id),
  kind text not null check (kind in ('ours', 'theirs', 'named')),
  at timestamptz not null
);
create index message_thread_record on message_thread (record_id, at);

-- How a mailbox is doing, and which process reads it now.
create table mailbox_state (
  mailbox uuid primary key references record (id) on delete cascade,
  held_by uuid,
  held_until timestamptz,
  last_read_at timestamptz,
  last_mail_at timestamptz,
  -- Why it can't be read, since when, and how often in a row.
  fault text,
  fault_since timestamptz,
  faults int not null default 0,
  -- Up to where its folder was read, where mails stay in it.
  uid_validity bigint,
  last_uid bigint
);
