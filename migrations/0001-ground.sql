-- Written from the declarations by `npm run db:diff`.

create extension if not exists pg_trgm;

-- Who may sign in. `self` is the record that stands for them; its foreign key is in traits/schema.sql, after `record`.
create table account (
  id uuid primary key,
  name text not null,
  -- In lower case.
  email text not null,
  email_verified boolean not null default false,
  image text,
  self uuid,
  roles text[] not null default '{}',
  is_disabled boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index account_email on account (email);
create unique index account_self on account (self) where self is not null;
create index account_roles on account using gin (roles);

-- Which roles of an account came from outside, and where from: 'directory', 'scim', or the id of an identity provider.
create table account_source_role (
  account_id uuid not null references account (id) on delete cascade,
  source text not null,
  role text not null,
  primary key (account_id, source, role)
);

-- How an account proves itself: a password (provider 'credential'), later also single sign-on.
create table credential (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  provider_id text not null,
  provider_account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index credential_provider on credential (provider_id, provider_account_id);
create index credential_account on credential (account_id);

-- Who is signed in where. `token` is the SHA-256 of what the browser holds; `updated_at` is when it was last used, roughly.
create table session (
  id uuid primary key,
  token text not null,
  account_id uuid not null references account (id) on delete cascade,
  expires_at timestamptz not null,
  address text,
  user_agent text,
  -- How they proved who they are: 'password', 'password + code', 'passkey', 'oidc + provider'.
  method text not null default 'password',
  -- More than a password vouches for them.
  is_strong boolean not null default false,
  -- When they last proved it, for what asks for it anew.
  proved_at timestamptz,
  -- Another session took its place; it ends within seconds.
  is_replaced boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index session_token on session (token);
create index session_account on session (account_id);

-- Sessions that an identity provider vouched for, so that it can end them, and is told when they end here.
create table identity_session (
  session_id uuid primary key references session (id) on delete cascade,
  provider uuid not null,
  subject text not null,
  -- The provider's own name for its session, where it has one.
  sid text,
  -- What it wants to be reminded of when the session ends here, sealed.
  hint text
);
create index identity_session_subject on identity_session (provider, subject);

-- One-time codes, hashed.
create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_identifier on verification (identifier);

-- A secret that an app on a phone makes codes from (RFC 6238), sealed. Not confirmed: shown, but never proven.
create table totp (
  account_id uuid primary key references account (id) on delete cascade,
  secret text not null,
  confirmed_at timestamptz,
  -- The last thirty seconds whose code was used: no code counts twice.
  last_step bigint,
  created_at timestamptz not null
);

-- What lets somebody in who lost their phone: hashed, each good once.
create table recovery_code (
  hash text primary key,
  account_id uuid not null references account (id) on delete cascade,
  used_at timestamptz,
  created_at timestamptz not null
);
create index recovery_code_account on recovery_code (account_id);

create table passkey (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  -- As the browser names it, base64url.
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  is_synced boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create unique index passkey_credential on passkey (credential_id);
create index passkey_account on passkey (account_id);

-- What a program signs in with, in its owner's name. `hash` is the SHA-256 of the key; `beginning` is how people tell it.
create table api_key (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  beginning text not null,
  hash text not null,
  -- Permissions that the key is limited to: '*' for all that its owner has.
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null
);
create unique index api_key_hash on api_key (hash);
create index api_key_account on api_key (account_id, created_at);

-- Every attempt to sign in, chained by hash so that nobody takes one away unseen.
create table sign_in (
  entry bigint primary key,
  at timestamptz not null,
  -- Null where nobody has the e-mail that was given.
  account_id uuid references account (id),
  method text not null,
  outcome text not null,
  address text,
  user_agent text,
  hash bytea not null
);
create index sign_in_account on sign_in (account_id, entry);
create function refuse_sign_in_change() returns trigger language plpgsql as $$
begin
  raise exception 'What is known of sign-ins is append-only.' using errcode = 'insufficient_privilege';
end $$;
create trigger sign_in_append_only before update or delete on sign_in for each row execute function refuse_sign_in_change();
create trigger sign_in_not_emptied before truncate on sign_in for each statement execute function refuse_sign_in_change();

create table role (
  name text primary key,
  -- Under this id its changes stand in the history.
  id uuid not null default gen_random_uuid(),
  label text not null,
  about text not null,
  permissions text[] not null,
  -- It came with Quarterdeck: nobody changes it, and a new version brings it up to date.
  is_ready_made boolean not null default false
);

-- Who looks at Quarterdeck through whose eyes, and looked. It outlives its session, so that its end is told.
create table viewing (
  id uuid primary key,
  session_id uuid references session (id) on delete set null,
  viewer uuid not null references account (id),
  viewed uuid not null references account (id),
  started_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz
);
create unique index viewing_session on viewing (session_id) where ended_at is null;
create index viewing_open on viewing (until) where ended_at is null;

-- Attempts at something that can be guessed, by whatever identifies the one who tries.
create table throttle (
  key text primary key,
  attempts float8 not null,
  blocked_until timestamptz not null,
  updated_at timestamptz not null
);

-- Every server process listens, so that what was taken away is gone at once everywhere.
create function tell_access_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed', '');
  return null;
end
$$;
create trigger account_changed after update or delete on account for each statement execute function tell_access_changed();
create trigger session_changed after update of proved_at, is_strong, is_replaced, expires_at on session for each statement execute function tell_access_changed();
create trigger api_key_changed after update of revoked_at or delete on api_key for each statement execute function tell_access_changed();
create trigger session_ended after delete on session for each statement execute function tell_access_changed();
create trigger role_changed after insert or update or delete on role for each statement execute function tell_access_changed();
create trigger viewing_changed after insert or update on viewing for each statement execute function tell_access_changed();

-- The registry: one narrow row per record of any type, so that whatever is said about a record points at a real row.
create table record (
  id uuid primary key,
  type text not null,
  number text,
  title text not null,
  state text,
  archived_at timestamptz,
  -- How many entries the record's history has, and the hash of the last one: the head of its chain.
  entries int not null,
  chain bytea not null,
  -- Words by weight, and the lexeme '~type' so that a search can stay within one type.
  search tsvector not null,
  -- Number and title in lower case without accents, for matching by likeness.
  folded text not null
);
create unique index record_number on record (type, number) where number is not null;
-- What waits to be sorted in is read by every search, so that little may wait (kB): an import would make searching ten times slower.
create index record_search on record using gin (search) with (gin_pending_list_limit = 128);
-- Likeness is a search's last resort: here more may wait, which makes writing many rows a tenth cheaper.
create index record_folded on record using gin (folded gin_trgm_ops) with (gin_pending_list_limit = 1024);

-- What happened to which record. Append-only, hash-chained per record, and the outbox that processors follow by position.
create table history (
  id uuid not null,
  at timestamptz not null,
  -- The writing transaction's id: entries below the oldest running transaction are complete.
  position bigint not null default (pg_current_xact_id()::text)::bigint,
  record_id uuid not null references record (id),
  type text not null,
  -- The entry's place in its record's chain, from 1.
  entry int not null,
  -- The row's version after it; null where the row itself didn't change (a comment, a file).
  version int,
  verb text not null,
  who uuid,
  who_name text not null,
  via text not null,
  request_id text,
  address text,
  batch uuid,
  before jsonb,
  after jsonb,
  reason text,
  hash bytea not null,
  primary key (id, at)
) partition by range (at);
create index history_record on history (record_id, entry);
-- The search of the whole history goes by id, which is by time.
create index history_who on history (who, id);
create index history_type on history (type, id);
create index history_position on history (position, entry, id);
create index history_batch on history (batch) where batch is not null;

-- Months have partitions of their own, made ahead; what finds none is kept here all the same.
create table history_default partition of history default;

create function refuse_history_change() returns trigger language plpgsql as $$
begin
  raise exception 'The history is append-only.' using errcode = 'insufficient_privilege';
end $$;
create trigger history_append_only before update or delete on history for each row execute function refuse_history_change();
create trigger history_not_emptied before truncate on history for each statement execute function refuse_history_change();

-- Who read which fields that are declared with `audit: true`: written after the answer, many at once.
create table sensitive_read (
  id uuid primary key,
  at timestamptz not null,
  who uuid not null,
  who_name text not null,
  -- Through whose eyes it was read.
  viewed_as text,
  via text not null,
  address text,
  request_id text,
  type text not null,
  fields text[] not null,
  records uuid[] not null
);
create index sensitive_read_who on sensitive_read (who, id);
create index sensitive_read_records on sensitive_read using gin (records);
create trigger sensitive_read_append_only before update or delete on sensitive_read for each row execute function refuse_history_change();
create trigger sensitive_read_not_emptied before truncate on sensitive_read for each statement execute function refuse_history_change();

-- What the history was at a moment: a root over the entries of a range of positions, chained to the anchor before.
create table anchor (
  id bigint primary key,
  -- The range begins at from_position and ends before to_position.
  from_position bigint not null,
  to_position bigint not null,
  entries bigint not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  at timestamptz not null
);
create trigger anchor_append_only before update or delete on anchor for each row execute function refuse_history_change();
create trigger anchor_not_emptied before truncate on anchor for each statement execute function refuse_history_change();

-- What was done to the installation itself rather than to a record: mail tried, a backup taken, work given up.
create table act (
  id uuid primary key,
  at timestamptz not null,
  -- Such as 'mail.tried'.
  kind text not null,
  account_id uuid,
  who_name text not null,
  via text not null,
  -- A sentence without its subject: 'sent a test mail to ada@example.com'.
  says text not null,
  reason text
);
create index act_at on act (at, id);
create index act_kind on act (kind, at);
create trigger act_append_only before update or delete on act for each row execute function refuse_history_change();
create trigger act_not_emptied before truncate on act for each statement execute function refuse_history_change();

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

-- What rules did: one row for each time that a rule was due. The key says for what, so that nothing is done twice.
create table automation_run (
  id uuid primary key,
  rule_id uuid not null references record (id),
  rule_version int not null,
  -- The id of an entry of the history, or the moment of an occurrence, with the record where there are several.
  key text not null,
  record_id uuid references record (id),
  at timestamptz not null,
  -- 'done', 'failed' or 'stopped'.
  outcome text not null,
  -- What was done, in sentences.
  did text[] not null,
  error text,
  ms int not null
);
create unique index automation_run_key on automation_run (rule_id, key);
create index automation_run_at on automation_run (rule_id, at);
create index automation_run_old on automation_run (at);

-- Until when the occurrences of a rule on a schedule are dealt with.
create table automation_schedule (
  rule_id uuid primary key references record (id),
  done_until timestamptz not null
);

-- Backups that were taken from the page: which file, by whom, and whether it was read back. Files that lie in the folder for other reasons have no row.
create table backup (
  id uuid primary key,
  file text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  account_id uuid,
  by_name text not null,
  started_at timestamptz not null,
  -- While it runs, said anew every few seconds: once past, whoever took it is gone.
  alive_until timestamptz not null,
  ended_at timestamptz,
  -- When the finished file was read back from front to back and each checksum agreed.
  proved_at timestamptz,
  bytes bigint,
  rows bigint,
  says text
);
create unique index backup_file on backup (file);
create unique index backup_running on backup (state) where state = 'running';

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

-- Steps of setting up that somebody says are not for this installation. Taken back by deleting the row.
create table checklist_aside (
  step text primary key,
  at timestamptz not null,
  account_id uuid not null references account (id),
  who_name text not null
);

-- Who and what an entry of the directory stands for here. `key` is what the directory never changes (entryUUID, objectGUID).
create table directory_entry (
  key text primary key,
  dn text not null,
  record_id uuid,
  -- Null where the entry signs nobody in.
  account_id uuid references account (id) on delete set null,
  -- Gone from the directory, or disabled there.
  is_gone boolean not null default false,
  seen_at timestamptz not null
);
create unique index directory_entry_account on directory_entry (account_id);

-- What a group of the directory stands for here.
create table directory_group (
  key text primary key,
  record_id uuid not null
);

-- What each run that changed something, failed or stopped itself has to say.
create table directory_run (
  id uuid primary key,
  at timestamptz not null,
  report jsonb not null
);
create index directory_run_at on directory_run (at);

-- How far each processor has followed the history: the place of the last entry it dealt with.
create table processor (
  name text primary key,
  position bigint not null,
  entry int not null,
  entry_id uuid not null,
  updated_at timestamptz not null
);

-- Entries whose effect a processor may have only once.
create table processed (
  processor text not null,
  entry_id uuid not null,
  at timestamptz not null,
  primary key (processor, entry_id)
);
create index processed_at on processed (at);

-- Entries that a processor failed at: tried again at retry_at, given up when that is null.
create table dead_letter (
  id uuid primary key,
  processor text not null,
  entry_id uuid not null,
  entry_at timestamptz not null,
  record_id uuid not null,
  attempts int not null,
  error text not null,
  failed_at timestamptz not null,
  retry_at timestamptz,
  unique (processor, entry_id)
);
create index dead_letter_retry on dead_letter (retry_at) where retry_at is not null;

-- What was attached to which record. The content is kept by its SHA-256, see store.server.ts.
create table file (
  id uuid primary key,
  record_id uuid not null references record (id),
  sha256 text not null,
  name text not null,
  size bigint not null,
  -- By content, never by name.
  type text not null,
  -- The SHA-256 of a small picture of it, where it is a picture.
  preview text,
  at timestamptz not null,
  account_id uuid references account (id),
  by_name text not null
);
create index file_record on file (record_id, at);
create index file_sha256 on file (sha256);
create index file_preview on file (preview) where preview is not null;

-- What somebody sent before there is a record that it belongs to: handed over within a day, or gone.
create table waiting_file (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  sha256 text not null,
  name text not null,
  size bigint not null,
  type text not null,
  preview text,
  at timestamptz not null
);
create index waiting_file_account on waiting_file (account_id);

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

-- Who an account is to an identity provider.
create table identity_link (
  provider uuid not null references record (id),
  -- The provider's own name for them, which never changes.
  subject text not null,
  account_id uuid not null references account (id) on delete cascade,
  linked_at timestamptz not null,
  primary key (provider, subject)
);
create unique index identity_link_account on identity_link (account_id, provider);

-- Messages of a provider that were taken, assertions and logouts, so that none works twice.
create table identity_message (
  provider uuid not null references record (id),
  message_id text not null,
  expires_at timestamptz not null,
  primary key (provider, message_id)
);

-- What this installation signs its own SAML messages with; one row. The private key is sealed.
create table saml_key (
  is_only boolean primary key default true check (is_only),
  private_key text not null,
  certificate text not null
);

-- Why somebody wasn't let in by a provider, the last few of each.
create table identity_refusal (
  id uuid primary key,
  provider uuid not null references record (id),
  at timestamptz not null,
  reason text not null
);
create index identity_refusal_provider on identity_refusal (provider, at);

-- One file on its way in: what was uploaded, how its columns are read, and how far it has come.
create table import (
  id uuid primary key,
  type text not null,
  -- Where the file came by: its name, size, and how it was read (encoding, delimiter, sheet).
  file_name text not null,
  file_size bigint not null,
  format jsonb not null,
  headers text[] not null,
  -- mapping, staging, ready, applying, applied, undoing, undone, failed
  status text not null,
  mapping jsonb not null,
  is_remembered boolean not null,
  row_count int not null,
  counts jsonb not null,
  -- How many chunks are applied, of how many.
  chunk int not null,
  chunks int not null,
  -- Rows staged, applied or undone so far.
  progress int not null,
  problem text,
  created_at timestamptz not null,
  -- Null where the import was started from the command line.
  created_by uuid references account (id),
  finished_at timestamptz,
  -- The rights of whoever started the work: a process that takes it over goes on with these.
  acts_as jsonb not null,
  -- Which process works on it, until when nobody else may, and how often it failed in a row.
  leased_by uuid,
  leased_until timestamptz,
  attempts int not null
);
create index import_created on import (created_at, id);
create index import_unfinished on import (status) where status in ('staging', 'applying', 'undoing');

-- The rows as they stood in the file. A cell is text, a number or a boolean.
create table import_row (
  import uuid not null references import (id) on delete cascade,
  row int not null,
  line int not null,
  cells jsonb not null,
  primary key (import, row)
);

-- What would happen, or has happened, to each row: made anew by every preview.
create table import_outcome (
  import uuid not null references import (id) on delete cascade,
  row int not null,
  -- create, update, skip, conflict, refused
  outcome text not null,
  -- Rows are applied chunk by chunk, so that what others point at comes first. Null: nothing to apply, or done.
  chunk int,
  record uuid,
  version int,
  -- Whether the record is archived and comes back.
  restore boolean not null,
  -- The values to write by field, and the differences as people read them.
  set jsonb,
  changes jsonb,
  -- References to rows of the same file: field → row numbers.
  rows jsonb,
  problems jsonb,
  primary key (import, row)
);
create index import_outcome_chunk on import_outcome (import, chunk) where chunk is not null;
create index import_outcome_kind on import_outcome (import, outcome, row);

-- How the columns of such a file were read last time.
create table import_mapping (
  type text not null,
  signature text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (type, signature)
);

-- Requests of one caller in one minute, as far as the server processes have told.
create table request_count (
  subject text not null,
  minute bigint not null,
  used int not null,
  primary key (minute, subject)
);

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

-- What somebody was told.
create table notification (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  record_id uuid references record (id),
  kind text not null,
  title text not null,
  text text not null,
  -- Where it leads when it is about no record.
  path text,
  by_account uuid references account (id) on delete set null,
  -- The entry of the history it comes from.
  entry_id uuid,
  at timestamptz not null,
  read_at timestamptz,
  -- How it is to be mailed; null when it isn't. When is decided by the worker, which knows the person's day.
  mail text check (mail in ('at_once', 'digest')),
  mail_at timestamptz,
  -- When it was mailed, or when that became needless because it had been read.
  mailed_at timestamptz
);
create unique index notification_once on notification (entry_id, account_id) where entry_id is not null;
create index notification_inbox on notification (account_id, at, id);
create index notification_unread on notification (account_id, at) where read_at is null;
create index notification_record on notification (record_id, account_id);
create index notification_undecided on notification (account_id) where mail is not null and mail_at is null and mailed_at is null;
create index notification_due on notification (mail_at) where mailed_at is null and mail_at is not null;
create index notification_at on notification (at);

-- Open pages hear of it by the channel that tells of the history: 'inbox' and the accounts, or alone for all of them.
create function tell_inbox_changed() returns trigger language plpgsql as $$
declare
  accounts text;
begin
  select string_agg(distinct account_id::text, ' ') into accounts from changed;
  if accounts is not null then
    perform pg_notify('quarterdeck_history', case when length(accounts) < 7900 then 'inbox ' || accounts else 'inbox' end);
  end if;
  return null;
end
$$;
create trigger notification_made after insert on notification
  referencing new table as changed for each statement execute function tell_inbox_changed();
create trigger notification_changed after update on notification
  referencing new table as changed for each statement execute function tell_inbox_changed();

-- How somebody wants to be told of one kind of thing, where that isn't the kind's default.
create table notification_preference (
  account_id uuid not null references account (id) on delete cascade,
  kind text not null,
  way text not null check (way in ('app', 'mail', 'digest', 'nothing')),
  primary key (account_id, kind)
);

-- Somebody's day: minutes since midnight, in their own time zone.
create table notification_day (
  account_id uuid primary key references account (id) on delete cascade,
  time_zone text,
  quiet_from int,
  quiet_to int,
  digest_at int not null,
  check ((quiet_from is null) = (quiet_to is null))
);

-- What a directory that speaks SCIM says of an account, beyond what the account itself holds.
create table scim_user (
  account_id uuid primary key references account (id) on delete cascade,
  user_name text not null,
  external_id text,
  -- The attributes of RFC 7643 that were sent, as they were.
  attributes jsonb not null,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index scim_user_name on scim_user (lower(user_name));
create index scim_user_external on scim_user (external_id);

-- Groups of that directory, and who belongs to them.
create table scim_group (
  id uuid primary key,
  display_name text not null,
  external_id text,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index scim_group_name on scim_group (lower(display_name));
create index scim_group_external on scim_group (external_id);

create table scim_member (
  group_id uuid not null references scim_group (id) on delete cascade,
  account_id uuid not null references account (id) on delete cascade,
  primary key (group_id, account_id)
);
create index scim_member_account on scim_member (account_id);

-- The newest records of a type, and records by how their title begins: where a search for very common words looks.
create index record_recent on record (type, id) where archived_at is null;
create index record_beginning on record (folded text_pattern_ops);

alter table account add constraint account_self_fkey foreign key (self) references record (id);

create table comment (
  id uuid primary key,
  record_id uuid not null references record (id),
  -- Markdown as written, and the same as sanitised HTML; both empty once removed.
  text text not null,
  html text not null,
  is_internal boolean not null,
  at timestamptz not null,
  account_id uuid references account (id),
  by_name text not null,
  edited_at timestamptz,
  removed_at timestamptz
);
create index comment_record on comment (record_id, at, id);

-- What a comment said before it was edited.
create table comment_edit (
  id uuid primary key,
  comment_id uuid not null references comment (id),
  text text not null,
  at timestamptz not null,
  account_id uuid references account (id),
  by_name text not null
);
create index comment_edit_comment on comment_edit (comment_id, at);

create table tag (
  record_id uuid not null references record (id),
  -- In lower case.
  name text not null,
  primary key (record_id, name)
);
create index tag_name on tag (name text_pattern_ops, record_id);

create table watcher (
  record_id uuid not null references record (id),
  account_id uuid not null references account (id) on delete cascade,
  at timestamptz not null,
  primary key (record_id, account_id)
);
create index watcher_account on watcher (account_id, at);

create table relation (
  id uuid primary key,
  link text not null,
  from_id uuid not null references record (id),
  to_id uuid not null references record (id),
  values jsonb not null default '{}',
  at timestamptz not null,
  account_id uuid references account (id),
  by_name text not null,
  check (from_id <> to_id)
);
create unique index relation_once on relation (from_id, to_id, link);
create index relation_to on relation (to_id, link);

create table task (
  id uuid primary key,
  record_id uuid not null references record (id),
  title text not null,
  done_at timestamptz,
  assignee uuid references record (id),
  due_on date,
  position float8 not null,
  at timestamptz not null,
  account_id uuid references account (id),
  by_name text not null
);
create index task_record on task (record_id, position, id);
create index task_assignee on task (assignee, due_on) where done_at is null;

create table saved_view (
  id uuid primary key,
  type text not null,
  account_id uuid not null references account (id) on delete cascade,
  name text not null,
  is_shared boolean not null,
  settings jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index saved_view_account on saved_view (account_id, type);
create index saved_view_shared on saved_view (type) where is_shared;

create table recent (
  account_id uuid not null references account (id) on delete cascade,
  record_id uuid not null references record (id),
  at timestamptz not null,
  primary key (account_id, record_id)
);
create index recent_latest on recent (account_id, at);

create table favourite (
  account_id uuid not null references account (id) on delete cascade,
  record_id uuid not null references record (id),
  at timestamptz not null,
  primary key (account_id, record_id)
);
create index favourite_latest on favourite (account_id, at);

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

create table person (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  email text,
  employee_number text,
  kind text not null default 'employee',
  job_title text,
  manager uuid,
  business_unit uuid,
  location uuid,
  phone text,
  mobile text,
  starts_on date,
  leaves_on date,
  time_zone text,
  is_vip boolean not null default 'false',
  about text
);
create index person_created on person (created_at, id);
create index person_updated on person (updated_at, id);
create index person_state on person (state, id);
create index person_name on person (name, id);
create unique index person_email_unique on person (email);
create unique index person_employee_number_unique on person (lower(employee_number));
create index person_manager on person (manager, id);
create index person_business_unit on person (business_unit, id);
create index person_location on person (location, id);

create table team (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  lead uuid,
  members uuid[] not null default '{}',
  parent uuid,
  business_unit uuid,
  email text,
  purpose text
);
create index team_created on team (created_at, id);
create index team_updated on team (updated_at, id);
create unique index team_name_unique on team (lower(name));
create index team_name on team (name, id);
create index team_lead on team (lead, id);
create index team_members on team using gin (members) with (fastupdate = off);
create index team_parent on team (parent, id);
create index team_business_unit on team (business_unit, id);

create table business_unit (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  code text,
  parent uuid,
  head uuid,
  purpose text
);
create index business_unit_created on business_unit (created_at, id);
create index business_unit_updated on business_unit (updated_at, id);
create index business_unit_name on business_unit (name, id);
create unique index business_unit_code_unique on business_unit (lower(code));
create index business_unit_parent on business_unit (parent, id);
create index business_unit_head on business_unit (head, id);

create table location (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  code text,
  kind text not null default 'site',
  parent uuid,
  address text,
  country text,
  time_zone text
);
create index location_created on location (created_at, id);
create index location_updated on location (updated_at, id);
create index location_name on location (name, id);
create unique index location_code_unique on location (lower(code));
create index location_parent on location (parent, id);

create sequence service_number;
create table service (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  kind text not null default 'business',
  purpose text,
  owner uuid,
  team uuid,
  business_unit uuid,
  criticality text not null default 'normal',
  hours text not null default 'business',
  depends_on uuid[] not null default '{}',
  website text
);
create index service_created on service (created_at, id);
create index service_updated on service (updated_at, id);
create unique index service_by_number on service (number);
create index service_state on service (state, id);
create unique index service_name_unique on service (lower(name));
create index service_name on service (name, id);
create index service_owner on service (owner, id);
create index service_team on service (team, id);
create index service_business_unit on service (business_unit, id);
create index service_depends_on on service using gin (depends_on) with (fastupdate = off);

create table device (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  asset_tag text not null,
  name text,
  kind text not null default 'laptop',
  manufacturer text,
  model text,
  serial_number text,
  assigned_to uuid,
  location uuid,
  service uuid,
  bought_on date,
  warranty_until date
);
create index device_created on device (created_at, id);
create index device_updated on device (updated_at, id);
create index device_state on device (state, id);
create unique index device_asset_tag_unique on device (lower(asset_tag));
create index device_asset_tag on device (asset_tag, id);
create index device_serial_number on device (serial_number, id);
create index device_assigned_to on device (assigned_to, id);
create index device_location on device (location, id);

create sequence ticket_number;
create table ticket (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  title text not null,
  type text not null default 'incident',
  description text,
  requester uuid not null,
  requested_for uuid,
  participants uuid[] not null default '{}',
  service uuid,
  device uuid,
  category uuid,
  team uuid,
  assignee uuid,
  impact text,
  urgency text,
  priority text,
  is_major boolean not null default 'false',
  source text not null default 'portal',
  pending_reason uuid,
  remind_at timestamptz,
  parent uuid,
  merged_into uuid,
  item uuid,
  answers jsonb,
  cost_amount bigint,
  cost_currency text,
  resolution_code text,
  resolution text,
  number_elsewhere text,
  logged_verdict text,
  logged jsonb,
  due_at timestamptz,
  due_for text,
  due_to_asker timestamptz,
  is_promised boolean not null default 'false',
  is_breached boolean not null default 'false',
  waits_for text,
  is_with_vendor boolean not null default 'false',
  replied_at timestamptz,
  responded_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  ended_at timestamptz,
  rating bigint,
  reopens bigint,
  reassignments bigint
);
create index ticket_created on ticket (created_at, id);
create index ticket_updated on ticket (updated_at, id);
create unique index ticket_by_number on ticket (number);
create index ticket_state on ticket (state, id);
create index ticket_requester on ticket (requester, id);
create index ticket_requested_for on ticket (requested_for, id);
create index ticket_participants on ticket using gin (participants) with (fastupdate = off);
create index ticket_service on ticket (service, id);
create index ticket_device on ticket (device, id);
create index ticket_parent on ticket (parent, id);
create index ticket_merged_into on ticket (merged_into, id);
create index ticket_item on ticket (item, id);
create index ticket_number_elsewhere on ticket (number_elsewhere, id);
create index ticket_responded_at on ticket (responded_at, id);
create index ticket_resolved_at on ticket (resolved_at, id);
create index ticket_ended_at on ticket (ended_at, id);
create index ticket_by_team_state_due_at on ticket (team, state, due_at, id);
create index ticket_by_assignee_state_due_at on ticket (assignee, state, due_at, id);
create index ticket_by_state_due_at on ticket (state, due_at, id);
create index ticket_by_team_created_at on ticket (team, created_at, id);
create index ticket_by_category_created_at on ticket (category, created_at, id);

create sequence knowledge_article_number;
create table knowledge_article (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  title text not null,
  summary text,
  draft text not null,
  body text,
  topic text not null default 'Other',
  words text,
  audience text not null default 'everyone',
  units uuid[] not null default '{}',
  language text,
  written_in text,
  services uuid[] not null default '{}',
  owner uuid,
  review_every bigint not null default '12',
  reviewed_on date,
  review_on date,
  published_on date,
  edition bigint not null default '0',
  changes jsonb,
  views bigint,
  solved bigint,
  unsolved bigint,
  source text
);
create index knowledge_article_created on knowledge_article (created_at, id);
create index knowledge_article_updated on knowledge_article (updated_at, id);
create unique index knowledge_article_by_number on knowledge_article (number);
create index knowledge_article_state on knowledge_article (state, id);
create index knowledge_article_title on knowledge_article (title, id);
create index knowledge_article_topic on knowledge_article (topic, id);
create index knowledge_article_units on knowledge_article using gin (units) with (fastupdate = off);
create index knowledge_article_services on knowledge_article using gin (services) with (fastupdate = off);
create index knowledge_article_owner on knowledge_article (owner, id);
create index knowledge_article_review_on on knowledge_article (review_on, id);
create unique index knowledge_article_source_unique on knowledge_article (lower(source));

create sequence catalogue_item_number;
create table catalogue_item (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  summary text not null,
  description text,
  keywords text,
  category text not null default 'Other',
  icon text not null default 'box',
  kind text not null default 'request',
  items uuid[] not null default '{}',
  audience text not null default 'everyone',
  units uuid[] not null default '{}',
  service uuid,
  team uuid,
  cost_amount bigint,
  cost_currency text,
  cost_per text not null default 'once',
  promise text,
  promise_hours bigint,
  approval text not null default 'none',
  approval_limit_amount bigint,
  approval_limit_currency text,
  approval_template uuid,
  form jsonb not null,
  plan jsonb not null
);
create index catalogue_item_created on catalogue_item (created_at, id);
create index catalogue_item_updated on catalogue_item (updated_at, id);
create unique index catalogue_item_by_number on catalogue_item (number);
create index catalogue_item_state on catalogue_item (state, id);
create unique index catalogue_item_name_unique on catalogue_item (lower(name));
create index catalogue_item_name on catalogue_item (name, id);
create index catalogue_item_category on catalogue_item (category, id);
create index catalogue_item_items on catalogue_item using gin (items) with (fastupdate = off);
create index catalogue_item_units on catalogue_item using gin (units) with (fastupdate = off);
create index catalogue_item_service on catalogue_item (service, id);
create index catalogue_item_team on catalogue_item (team, id);

create sequence fulfilment_task_number;
create table fulfilment_task (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  title text not null,
  about text,
  ticket uuid not null,
  key text not null,
  after jsonb not null,
  team uuid,
  assignee uuid,
  hours bigint,
  due_at timestamptz,
  is_optional boolean not null default 'false',
  result text
);
create index fulfilment_task_created on fulfilment_task (created_at, id);
create index fulfilment_task_updated on fulfilment_task (updated_at, id);
create unique index fulfilment_task_by_number on fulfilment_task (number);
create index fulfilment_task_state on fulfilment_task (state, id);
create index fulfilment_task_ticket on fulfilment_task (ticket, id);
create index fulfilment_task_assignee on fulfilment_task (assignee, id);
create index fulfilment_task_by_team_state_due_at on fulfilment_task (team, state, due_at, id);

create table calendar (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  about text,
  time_zone text not null default 'Europe/Berlin',
  is_default boolean not null default 'false',
  monday text,
  tuesday text,
  wednesday text,
  thursday text,
  friday text,
  saturday text,
  sunday text,
  country text,
  region text
);
create index calendar_created on calendar (created_at, id);
create index calendar_updated on calendar (updated_at, id);
create unique index calendar_name_unique on calendar (lower(name));
create index calendar_name on calendar (name, id);

create table special_day (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  calendar uuid not null,
  starts_on date not null,
  ends_on date,
  hours text,
  is_yearly boolean not null default 'false'
);
create index special_day_created on special_day (created_at, id);
create index special_day_updated on special_day (updated_at, id);
create index special_day_calendar on special_day (calendar, id);
create index special_day_starts_on on special_day (starts_on, id);

create table currency (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  code text not null,
  minor_units bigint not null,
  is_used boolean not null default 'false'
);
create index currency_created on currency (created_at, id);
create index currency_updated on currency (updated_at, id);
create unique index currency_code_unique on currency (lower(code));
create index currency_code on currency (code, id);

create table ticket_category (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  parent uuid,
  team uuid
);
create index ticket_category_created on ticket_category (created_at, id);
create index ticket_category_updated on ticket_category (updated_at, id);
create index ticket_category_name on ticket_category (name, id);
create index ticket_category_parent on ticket_category (parent, id);

create table pending_reason (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  waits_for text not null,
  pauses text[] not null default '{}',
  remind_after bigint,
  reminders bigint not null default '2',
  resolve_after bigint
);
create index pending_reason_created on pending_reason (created_at, id);
create index pending_reason_updated on pending_reason (updated_at, id);
create unique index pending_reason_name_unique on pending_reason (lower(name));
create index pending_reason_name on pending_reason (name, id);

create table service_level (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  about text,
  kind text not null default 'sla',
  response text,
  resolution text,
  next_reply text,
  update text,
  is_always boolean not null default 'false',
  calendar uuid,
  goes_on text[] not null default '{}',
  stands_still text[] not null default '{}',
  types text[] not null default '{}',
  priorities text[] not null default '{}',
  services uuid[] not null default '{}',
  units uuid[] not null default '{}',
  teams uuid[] not null default '{}',
  is_for_vip boolean not null default 'false',
  is_for_any_supplier boolean not null default 'false',
  steps jsonb
);
create index service_level_created on service_level (created_at, id);
create index service_level_updated on service_level (updated_at, id);
create unique index service_level_name_unique on service_level (lower(name));
create index service_level_name on service_level (name, id);
create index service_level_services on service_level using gin (services) with (fastupdate = off);
create index service_level_units on service_level using gin (units) with (fastupdate = off);
create index service_level_teams on service_level using gin (teams) with (fastupdate = off);

create table time_entry (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  ticket uuid not null,
  person uuid not null,
  spent_on date not null,
  duration bigint not null,
  note text
);
create index time_entry_created on time_entry (created_at, id);
create index time_entry_updated on time_entry (updated_at, id);
create index time_entry_ticket on time_entry (ticket, id);
create index time_entry_person on time_entry (person, id);
create index time_entry_spent_on on time_entry (spent_on, id);

create table macro (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  word text,
  scope text not null default 'everyone',
  owner uuid,
  team uuid,
  text text,
  is_internal boolean not null default 'false',
  to_me boolean not null default 'false',
  to_team uuid,
  category uuid,
  service uuid,
  impact text,
  urgency text,
  move text,
  pending_reason uuid,
  resolution_code text
);
create index macro_created on macro (created_at, id);
create index macro_updated on macro (updated_at, id);
create index macro_name on macro (name, id);
create index macro_owner on macro (owner, id);
create index macro_team on macro (team, id);

create table support_skill (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  subject text not null,
  person uuid not null,
  category uuid,
  service uuid,
  level text not null default 'knows'
);
create index support_skill_created on support_skill (created_at, id);
create index support_skill_updated on support_skill (updated_at, id);
create index support_skill_subject on support_skill (subject, id);
create index support_skill_person on support_skill (person, id);
create index support_skill_category on support_skill (category, id);
create index support_skill_service on support_skill (service, id);

create table team_intake (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  team uuid not null,
  mode text not null default 'off',
  most_open bigint,
  calendar uuid
);
create index team_intake_created on team_intake (created_at, id);
create index team_intake_updated on team_intake (updated_at, id);
create index team_intake_name on team_intake (name, id);
create unique index team_intake_team_unique on team_intake (team);

create table on_call_rota (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  team uuid not null,
  people uuid[] not null default '{}',
  turns text not null default 'week',
  starts_on date not null,
  hand_over_at text not null default '09:00',
  time_zone text not null default 'Europe/Berlin'
);
create index on_call_rota_created on on_call_rota (created_at, id);
create index on_call_rota_updated on on_call_rota (updated_at, id);
create index on_call_rota_name on on_call_rota (name, id);
create unique index on_call_rota_team_unique on on_call_rota (team);
create index on_call_rota_people on on_call_rota using gin (people) with (fastupdate = off);

create table on_call_override (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  why text not null,
  rota uuid not null,
  person uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null
);
create index on_call_override_created on on_call_override (created_at, id);
create index on_call_override_updated on on_call_override (updated_at, id);
create index on_call_override_rota on on_call_override (rota, id);
create index on_call_override_starts_at on on_call_override (starts_at, id);

create sequence configuration_item_number;
create table configuration_item (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  class text not null default 'server',
  does text,
  services uuid[] not null default '{}',
  team uuid,
  location uuid,
  about text
);
create index configuration_item_created on configuration_item (created_at, id);
create index configuration_item_updated on configuration_item (updated_at, id);
create unique index configuration_item_by_number on configuration_item (number);
create index configuration_item_state on configuration_item (state, id);
create unique index configuration_item_name_unique on configuration_item (lower(name));
create index configuration_item_name on configuration_item (name, id);
create index configuration_item_services on configuration_item using gin (services) with (fastupdate = off);
create index configuration_item_team on configuration_item (team, id);
create index configuration_item_location on configuration_item (location, id);

create sequence outage_number;
create table outage (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  service uuid,
  configuration_item uuid,
  also_hit uuid[] not null default '{}',
  component text,
  kind text not null default 'outage',
  started_at timestamptz not null,
  ended_at timestamptz,
  is_planned boolean not null default 'false',
  announced_at timestamptz,
  cause text not null default 'unknown',
  excluded_why text,
  users_affected bigint,
  about text
);
create index outage_created on outage (created_at, id);
create index outage_updated on outage (updated_at, id);
create unique index outage_by_number on outage (number);
create index outage_service on outage (service, id);
create index outage_configuration_item on outage (configuration_item, id);
create index outage_also_hit on outage using gin (also_hit) with (fastupdate = off);
create index outage_started_at on outage (started_at, id);
create index outage_by_service_started_at on outage (service, started_at, id);

create sequence availability_promise_number;
create table availability_promise (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  engagement uuid,
  contract uuid,
  clause text,
  services uuid[] not null default '{}',
  owner uuid,
  holds_from date not null,
  holds_until date,
  target numeric not null,
  measuring text not null default 'month',
  rolling_over bigint,
  time_zone text not null default 'Europe/Berlin',
  hours uuid,
  counts text not null default 'time',
  parts text,
  users bigint,
  counts_degradation boolean not null default 'false',
  shortest bigint not null default '0',
  excludes text[] not null default '{}',
  maintenance text not null default 'excluded',
  notice bigint not null default '0',
  allowance bigint,
  windows uuid,
  denominator text not null default 'adjusted',
  while_excluded text not null default 'forgiven',
  tiers text,
  monthly_fee_amount bigint,
  monthly_fee_currency text,
  fee_of text not null default 'service',
  partial text not null default 'prorated',
  cap_of_period numeric,
  cap_of_term numeric,
  term_months bigint not null default '12',
  claim_days bigint not null default '30',
  claim_after text not null default 'period',
  failures bigint,
  failures_of bigint,
  fails_below numeric,
  needs_notice boolean not null default 'false'
);
create index availability_promise_created on availability_promise (created_at, id);
create index availability_promise_updated on availability_promise (updated_at, id);
create unique index availability_promise_by_number on availability_promise (number);
create index availability_promise_name on availability_promise (name, id);
create index availability_promise_engagement on availability_promise (engagement, id);
create index availability_promise_contract on availability_promise (contract, id);
create index availability_promise_services on availability_promise using gin (services) with (fastupdate = off);
create index availability_promise_owner on availability_promise (owner, id);

create table counted_requests (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  promise uuid not null,
  service uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  total bigint not null,
  failed bigint not null,
  key text,
  slot text
);
create index counted_requests_created on counted_requests (created_at, id);
create index counted_requests_updated on counted_requests (updated_at, id);
create index counted_requests_promise on counted_requests (promise, id);
create index counted_requests_service on counted_requests (service, id);
create index counted_requests_starts_at on counted_requests (starts_at, id);
create unique index counted_requests_key_unique on counted_requests (lower(key));
create unique index counted_requests_slot_unique on counted_requests (lower(slot));
create index counted_requests_by_promise_starts_at on counted_requests (promise, starts_at, id);

create sequence service_credit_number;
create table service_credit (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  service uuid,
  owner uuid,
  promise uuid,
  engagement uuid,
  contract uuid,
  period_from date not null,
  period_to date not null,
  promised numeric not null,
  measured numeric not null,
  claimed_amount bigint not null,
  claimed_currency text not null,
  claim_by date,
  evidence text,
  gaps text,
  why_with_gaps text,
  measured_at timestamptz,
  known_on date,
  sent_on date,
  agreed_amount bigint,
  agreed_currency text,
  objection text,
  received_on date,
  received_by text
);
create index service_credit_created on service_credit (created_at, id);
create index service_credit_updated on service_credit (updated_at, id);
create unique index service_credit_by_number on service_credit (number);
create index service_credit_state on service_credit (state, id);
create index service_credit_service on service_credit (service, id);
create index service_credit_owner on service_credit (owner, id);
create index service_credit_promise on service_credit (promise, id);
create index service_credit_engagement on service_credit (engagement, id);
create index service_credit_contract on service_credit (contract, id);
create index service_credit_claim_by on service_credit (claim_by, id);
create index service_credit_by_promise_period_from on service_credit (promise, period_from, id);

create table custom_field (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  label text not null,
  record_type text not null,
  handle text not null,
  kind text not null,
  help text,
  panel text not null default 'More',
  position bigint not null default '100',
  is_required boolean not null default 'false',
  is_searched boolean not null default 'false',
  is_indexed boolean not null default 'false',
  is_seen_by_few boolean not null default 'false',
  is_set_by_few boolean not null default 'false',
  choices text,
  target text,
  digits bigint,
  formula text
);
create index custom_field_created on custom_field (created_at, id);
create index custom_field_updated on custom_field (updated_at, id);
create index custom_field_label on custom_field (label, id);
create index custom_field_record_type on custom_field (record_type, id);

create table approval_template (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  about text,
  record_type text not null,
  conditions jsonb,
  asks text not null,
  steps jsonb not null,
  bound_to jsonb,
  remind_days bigint not null default '2',
  escalate_days bigint,
  is_on boolean not null default 'true'
);
create index approval_template_created on approval_template (created_at, id);
create index approval_template_updated on approval_template (updated_at, id);
create unique index approval_template_name_unique on approval_template (lower(name));
create index approval_template_name on approval_template (name, id);
create index approval_template_record_type on approval_template (record_type, id);

create table automation_rule (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  about text,
  record_type text not null,
  trigger text not null default 'event',
  verbs text[] not null default '{}',
  changed jsonb,
  conditions jsonb,
  actions jsonb not null,
  recurrence text,
  starts_at timestamptz,
  time_zone text not null default 'Europe/Berlin',
  calendar uuid,
  shift text not null default 'keep',
  missed text not null default 'once',
  position bigint not null default '100',
  is_on boolean not null default 'false'
);
create index automation_rule_created on automation_rule (created_at, id);
create index automation_rule_updated on automation_rule (updated_at, id);
create unique index automation_rule_name_unique on automation_rule (lower(name));
create index automation_rule_record_type on automation_rule (record_type, id);
create index automation_rule_position on automation_rule (position, id);

create sequence contract_number;
create table contract (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  kind text not null default 'service',
  counterparty text not null,
  engagement uuid,
  reference text,
  part_of uuid,
  owner uuid not null,
  business_unit uuid,
  services uuid[] not null default '{}',
  about text,
  signed_on date,
  calendar uuid,
  lead_count bigint not null default '30',
  lead_unit text not null default 'days',
  dossier_days bigint not null default '120',
  notice_address text,
  paid_every text,
  is_paid_in_advance boolean not null default 'true',
  paid_by text not null default 'contract',
  paid_within bigint not null default '30',
  term_end date,
  outlook text,
  decided_end date,
  notice_by date,
  send_by date,
  decide_by date,
  committed_until date,
  at_stake_amount bigint,
  at_stake_currency text,
  decision text
);
create index contract_created on contract (created_at, id);
create index contract_updated on contract (updated_at, id);
create unique index contract_by_number on contract (number);
create index contract_state on contract (state, id);
create index contract_name on contract (name, id);
create index contract_counterparty on contract (counterparty, id);
create index contract_engagement on contract (engagement, id);
create index contract_part_of on contract (part_of, id);
create index contract_owner on contract (owner, id);
create index contract_business_unit on contract (business_unit, id);
create index contract_services on contract using gin (services) with (fastupdate = off);
create index contract_term_end on contract (term_end, id);
create index contract_notice_by on contract (notice_by, id);
create index contract_send_by on contract (send_by, id);
create index contract_committed_until on contract (committed_until, id);
create index contract_at_stake on contract (at_stake_amount, id);
create index contract_by_state_decide_by on contract (state, decide_by, id);

create table contract_event (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  subject text not null,
  contract uuid not null,
  kind text not null,
  happened_on date not null,
  clause text,
  starts_on date,
  effective_on date,
  ends_on date,
  term_count bigint,
  term_unit text,
  renewal text,
  renewal_count bigint,
  renewal_unit text,
  max_renewals bigint,
  notice_count bigint,
  notice_unit text,
  is_notice_clear boolean,
  alignment text,
  method text,
  receipt_count bigint,
  receipt_unit text,
  is_receipt_confirmed boolean,
  price_amount bigint,
  price_currency text,
  price_per text,
  uplift text,
  uplift_every text,
  uplift_percent numeric,
  uplift_index text,
  uplift_lag bigint,
  uplift_cap numeric,
  uplift_floor numeric,
  given_by text,
  received_on date,
  decision text,
  decided_end date,
  reason text
);
create index contract_event_created on contract_event (created_at, id);
create index contract_event_updated on contract_event (updated_at, id);
create index contract_event_contract on contract_event (contract, id);
create index contract_event_happened_on on contract_event (happened_on, id);
create index contract_event_by_contract_happened_on on contract_event (contract, happened_on, id);

create table contract_document (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  contract uuid not null,
  kind text not null default 'agreement',
  edition text,
  dated_on date,
  amends uuid,
  about text
);
create index contract_document_created on contract_document (created_at, id);
create index contract_document_updated on contract_document (updated_at, id);
create index contract_document_contract on contract_document (contract, id);
create index contract_document_dated_on on contract_document (dated_on, id);
create index contract_document_amends on contract_document (amends, id);

create table compliance_check (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  document uuid not null,
  checklist text not null,
  carried_from uuid,
  verdicts jsonb,
  rulings jsonb,
  met bigint,
  open bigint,
  drifted bigint
);
create index compliance_check_created on compliance_check (created_at, id);
create index compliance_check_updated on compliance_check (updated_at, id);
create index compliance_check_document on compliance_check (document, id);
create index compliance_check_carried_from on compliance_check (carried_from, id);
create index compliance_check_open on compliance_check (open, id);

create sequence obligation_number;
create table obligation (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  what text not null,
  contract uuid not null,
  side text not null default 'theirs',
  owner uuid,
  trigger text not null default 'event',
  in_case text,
  within_count bigint,
  within_unit text,
  first_due_on date,
  every_count bigint,
  every_unit text,
  next_due_on date,
  lead_days bigint not null default '14',
  document uuid,
  clause text,
  quote text,
  passage_start bigint,
  passage_end bigint,
  last_met_on date,
  evidence text,
  met_count bigint not null default '0',
  late_count bigint not null default '0'
);
create index obligation_created on obligation (created_at, id);
create index obligation_updated on obligation (updated_at, id);
create unique index obligation_by_number on obligation (number);
create index obligation_state on obligation (state, id);
create index obligation_contract on obligation (contract, id);
create index obligation_owner on obligation (owner, id);
create index obligation_next_due_on on obligation (next_due_on, id);
create index obligation_document on obligation (document, id);

create sequence renewal_dossier_number;
create table renewal_dossier (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  contract uuid not null,
  owner uuid,
  decided_end date not null,
  decide_by date,
  questions text,
  assembled_at timestamptz,
  facts jsonb,
  decision text,
  reason text,
  decided_by text,
  decided_on date,
  event_id text
);
create index renewal_dossier_created on renewal_dossier (created_at, id);
create index renewal_dossier_updated on renewal_dossier (updated_at, id);
create unique index renewal_dossier_by_number on renewal_dossier (number);
create index renewal_dossier_state on renewal_dossier (state, id);
create index renewal_dossier_contract on renewal_dossier (contract, id);
create index renewal_dossier_owner on renewal_dossier (owner, id);
create index renewal_dossier_decide_by on renewal_dossier (decide_by, id);

create table renewal_alternative (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  dossier uuid not null,
  vendor uuid,
  price_amount bigint,
  price_currency text,
  remark text
);
create index renewal_alternative_created on renewal_alternative (created_at, id);
create index renewal_alternative_updated on renewal_alternative (updated_at, id);
create index renewal_alternative_name on renewal_alternative (name, id);
create index renewal_alternative_dossier on renewal_alternative (dossier, id);
create index renewal_alternative_vendor on renewal_alternative (vendor, id);

create sequence contract_letter_number;
create table contract_letter (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  subject text not null,
  contract uuid not null,
  owner uuid,
  kind text not null,
  decision text,
  decided_end date,
  to_whom text,
  body text,
  method text,
  send_by date,
  sent_on date,
  deemed_on date,
  received_on date,
  event_id text
);
create index contract_letter_created on contract_letter (created_at, id);
create index contract_letter_updated on contract_letter (updated_at, id);
create unique index contract_letter_by_number on contract_letter (number);
create index contract_letter_state on contract_letter (state, id);
create index contract_letter_contract on contract_letter (contract, id);
create index contract_letter_owner on contract_letter (owner, id);
create index contract_letter_send_by on contract_letter (send_by, id);

create table price_index (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  index text not null,
  month text not null,
  value numeric not null,
  source text not null,
  slot text
);
create index price_index_created on price_index (created_at, id);
create index price_index_updated on price_index (updated_at, id);
create index price_index_index on price_index (index, id);
create index price_index_month on price_index (month, id);
create unique index price_index_slot_unique on price_index (lower(slot));

create table legal_entity (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  parent uuid,
  country text,
  lei text,
  vat_number text,
  registration_number text,
  duns text,
  address text,
  website text
);
create index legal_entity_created on legal_entity (created_at, id);
create index legal_entity_updated on legal_entity (updated_at, id);
create index legal_entity_name on legal_entity (name, id);
create index legal_entity_parent on legal_entity (parent, id);
create index legal_entity_country on legal_entity (country, id);
create unique index legal_entity_lei_unique on legal_entity (lower(lei));
create index legal_entity_vat_number on legal_entity (vat_number, id);
create unique index legal_entity_duns_unique on legal_entity (lower(duns));

create sequence vendor_number;
create table vendor (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  legal_entity uuid,
  category text not null default 'other',
  tier text not null default 'operational',
  owner uuid,
  deputy uuid,
  about text,
  customer_number text,
  website text,
  active_since date
);
create index vendor_created on vendor (created_at, id);
create index vendor_updated on vendor (updated_at, id);
create unique index vendor_by_number on vendor (number);
create index vendor_state on vendor (state, id);
create unique index vendor_name_unique on vendor (lower(name));
create index vendor_name on vendor (name, id);
create index vendor_legal_entity on vendor (legal_entity, id);
create index vendor_owner on vendor (owner, id);

create sequence engagement_number;
create table engagement (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  vendor uuid not null,
  buys text,
  services uuid[] not null default '{}',
  owner uuid,
  business_unit uuid,
  criticality text not null default 'normal',
  scorecard uuid,
  yearly_cost_amount bigint,
  yearly_cost_currency text,
  starts_on date,
  ends_on date
);
create index engagement_created on engagement (created_at, id);
create index engagement_updated on engagement (updated_at, id);
create unique index engagement_by_number on engagement (number);
create index engagement_state on engagement (state, id);
create index engagement_name on engagement (name, id);
create index engagement_vendor on engagement (vendor, id);
create index engagement_services on engagement using gin (services) with (fastupdate = off);
create index engagement_owner on engagement (owner, id);
create index engagement_business_unit on engagement (business_unit, id);
create index engagement_scorecard on engagement (scorecard, id);
create index engagement_starts_on on engagement (starts_on, id);
create index engagement_ends_on on engagement (ends_on, id);

create table vendor_contact (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  vendor uuid not null,
  engagements uuid[] not null default '{}',
  role text not null default 'other',
  email text,
  phone text,
  mobile text,
  languages text[] not null default '{}',
  reachable text,
  level bigint,
  escalate_after bigint,
  escalate_when text
);
create index vendor_contact_created on vendor_contact (created_at, id);
create index vendor_contact_updated on vendor_contact (updated_at, id);
create index vendor_contact_state on vendor_contact (state, id);
create index vendor_contact_name on vendor_contact (name, id);
create index vendor_contact_vendor on vendor_contact (vendor, id);
create index vendor_contact_engagements on vendor_contact using gin (engagements) with (fastupdate = off);

create table vendor_meeting (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  title text not null,
  vendor uuid not null,
  engagement uuid,
  kind text not null default 'operational',
  starts_at timestamptz not null,
  duration bigint not null default '3600',
  cadence text not null default 'once',
  series_from date,
  time_zone text,
  host uuid,
  attendees uuid[] not null default '{}',
  contacts uuid[] not null default '{}',
  agenda text,
  minutes text
);
create index vendor_meeting_created on vendor_meeting (created_at, id);
create index vendor_meeting_updated on vendor_meeting (updated_at, id);
create index vendor_meeting_state on vendor_meeting (state, id);
create index vendor_meeting_vendor on vendor_meeting (vendor, id);
create index vendor_meeting_engagement on vendor_meeting (engagement, id);
create index vendor_meeting_starts_at on vendor_meeting (starts_at, id);
create index vendor_meeting_host on vendor_meeting (host, id);
create index vendor_meeting_attendees on vendor_meeting using gin (attendees) with (fastupdate = off);
create index vendor_meeting_contacts on vendor_meeting using gin (contacts) with (fastupdate = off);

create table performance_review (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  vendor uuid not null,
  engagement uuid,
  due_on date not null,
  held_on date,
  reviewer uuid,
  score numeric,
  verdict text,
  went_well text,
  to_improve text,
  why_skipped text
);
create index performance_review_created on performance_review (created_at, id);
create index performance_review_updated on performance_review (updated_at, id);
create index performance_review_state on performance_review (state, id);
create index performance_review_vendor on performance_review (vendor, id);
create index performance_review_engagement on performance_review (engagement, id);
create index performance_review_due_on on performance_review (due_on, id);
create index performance_review_held_on on performance_review (held_on, id);
create index performance_review_reviewer on performance_review (reviewer, id);

create table scorecard (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  purpose text,
  cadence text not null default 'quarterly',
  good_from bigint not null default '85',
  fair_from bigint not null default '70',
  owner uuid
);
create index scorecard_created on scorecard (created_at, id);
create index scorecard_updated on scorecard (updated_at, id);
create unique index scorecard_name_unique on scorecard (lower(name));
create index scorecard_name on scorecard (name, id);
create index scorecard_owner on scorecard (owner, id);

create table scorecard_metric (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  scorecard uuid not null,
  nature text not null default 'measured',
  source text not null default 'hand',
  unit text,
  weight numeric not null,
  bands jsonb not null,
  place bigint not null default '0'
);
create index scorecard_metric_created on scorecard_metric (created_at, id);
create index scorecard_metric_updated on scorecard_metric (updated_at, id);
create index scorecard_metric_scorecard on scorecard_metric (scorecard, id);
create index scorecard_metric_place on scorecard_metric (place, id);

create table scorecard_value (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  period text not null,
  engagement uuid not null,
  metric uuid not null,
  value numeric not null,
  stood text,
  measured numeric,
  theirs numeric,
  says text,
  said_by uuid,
  slot text
);
create index scorecard_value_created on scorecard_value (created_at, id);
create index scorecard_value_updated on scorecard_value (updated_at, id);
create index scorecard_value_period on scorecard_value (period, id);
create index scorecard_value_engagement on scorecard_value (engagement, id);
create index scorecard_value_metric on scorecard_value (metric, id);
create unique index scorecard_value_slot_unique on scorecard_value (lower(slot));
create index scorecard_value_by_engagement_period on scorecard_value (engagement, period, id);

create table reported_figure (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  period text not null,
  engagement uuid not null,
  fact text not null,
  value numeric not null,
  says text,
  slot text
);
create index reported_figure_created on reported_figure (created_at, id);
create index reported_figure_updated on reported_figure (updated_at, id);
create index reported_figure_period on reported_figure (period, id);
create index reported_figure_engagement on reported_figure (engagement, id);
create unique index reported_figure_slot_unique on reported_figure (lower(slot));
create index reported_figure_by_engagement_period on reported_figure (engagement, period, id);

create sequence vendor_issue_number;
create table vendor_issue (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  title text not null,
  vendor uuid not null,
  engagement uuid,
  description text,
  kind text not null default 'performance',
  severity text not null default 'moderate',
  owner uuid,
  contact uuid,
  plan uuid,
  due_on date,
  outcome text
);
create index vendor_issue_created on vendor_issue (created_at, id);
create index vendor_issue_updated on vendor_issue (updated_at, id);
create unique index vendor_issue_by_number on vendor_issue (number);
create index vendor_issue_state on vendor_issue (state, id);
create index vendor_issue_vendor on vendor_issue (vendor, id);
create index vendor_issue_engagement on vendor_issue (engagement, id);
create index vendor_issue_owner on vendor_issue (owner, id);
create index vendor_issue_plan on vendor_issue (plan, id);
create index vendor_issue_due_on on vendor_issue (due_on, id);

create sequence improvement_plan_number;
create table improvement_plan (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  title text not null,
  vendor uuid not null,
  engagement uuid,
  goal text,
  metric uuid,
  baseline numeric,
  target numeric,
  owner uuid,
  contact uuid,
  starts_on date,
  ends_on date,
  outcome text
);
create index improvement_plan_created on improvement_plan (created_at, id);
create index improvement_plan_updated on improvement_plan (updated_at, id);
create unique index improvement_plan_by_number on improvement_plan (number);
create index improvement_plan_state on improvement_plan (state, id);
create index improvement_plan_vendor on improvement_plan (vendor, id);
create index improvement_plan_engagement on improvement_plan (engagement, id);
create index improvement_plan_owner on improvement_plan (owner, id);
create index improvement_plan_ends_on on improvement_plan (ends_on, id);

create table correspondence (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  subject text not null,
  vendor uuid not null,
  engagement uuid,
  way text not null default 'mail',
  direction text not null default 'in',
  happened_at timestamptz not null,
  contact uuid,
  person uuid,
  sender text,
  trust text,
  text text
);
create index correspondence_created on correspondence (created_at, id);
create index correspondence_updated on correspondence (updated_at, id);
create index correspondence_vendor on correspondence (vendor, id);
create index correspondence_engagement on correspondence (engagement, id);
create index correspondence_happened_at on correspondence (happened_at, id);
create index correspondence_contact on correspondence (contact, id);
create index correspondence_person on correspondence (person, id);

create sequence outsourced_service_number;
create table outsourced_service (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  engagement uuid not null,
  service uuid,
  owner uuid,
  scope text,
  out_of_scope text,
  time_zone text not null default 'Europe/Berlin',
  data_classes text[] not null default '{}',
  data_owner uuid,
  data_locations text,
  in_house_cost_amount bigint,
  in_house_cost_currency text,
  outsourced_cost_amount bigint,
  outsourced_cost_currency text,
  in_house_capability bigint,
  outsourced_capability bigint,
  reasons text
);
create index outsourced_service_created on outsourced_service (created_at, id);
create index outsourced_service_updated on outsourced_service (updated_at, id);
create unique index outsourced_service_by_number on outsourced_service (number);
create index outsourced_service_state on outsourced_service (state, id);
create index outsourced_service_name on outsourced_service (name, id);
create index outsourced_service_engagement on outsourced_service (engagement, id);
create index outsourced_service_service on outsourced_service (service, id);
create index outsourced_service_owner on outsourced_service (owner, id);

create table cover_window (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  outsourced_service uuid not null,
  by text not null default 'supplier',
  team uuid,
  days text[] not null default '{}',
  starts_at text not null default '08:00',
  ends_at text not null default '18:00',
  means text not null default 'at_desk'
);
create index cover_window_created on cover_window (created_at, id);
create index cover_window_updated on cover_window (updated_at, id);
create index cover_window_outsourced_service on cover_window (outsourced_service, id);

create table responsibility (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  activity text not null,
  outsourced_service uuid not null,
  area text not null default 'operations',
  control text,
  responsible text,
  accountable text,
  person uuid,
  contact uuid,
  consulted text,
  informed text,
  evidence text
);
create index responsibility_created on responsibility (created_at, id);
create index responsibility_updated on responsibility (updated_at, id);
create index responsibility_activity on responsibility (activity, id);
create index responsibility_outsourced_service on responsibility (outsourced_service, id);

create sequence exit_plan_number;
create table exit_plan (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  engagement uuid not null,
  kind text not null default 'exit',
  owner uuid,
  trigger text,
  target text,
  takes bigint,
  cost_amount bigint,
  cost_currency text,
  data_return text,
  exercise_every bigint not null default '12',
  exercise_again_after bigint,
  agreed_on date,
  exercised_on date,
  last_outcome text,
  exercise_due_on date
);
create index exit_plan_created on exit_plan (created_at, id);
create index exit_plan_updated on exit_plan (updated_at, id);
create unique index exit_plan_by_number on exit_plan (number);
create index exit_plan_state on exit_plan (state, id);
create index exit_plan_name on exit_plan (name, id);
create index exit_plan_engagement on exit_plan (engagement, id);
create index exit_plan_owner on exit_plan (owner, id);
create index exit_plan_exercise_due_on on exit_plan (exercise_due_on, id);

create table exit_exercise (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  plan uuid not null,
  planned_for date not null,
  held_on date,
  kind text not null default 'table_top',
  outcome text,
  took bigint,
  findings text,
  led_by uuid,
  why_called_off text
);
create index exit_exercise_created on exit_exercise (created_at, id);
create index exit_exercise_updated on exit_exercise (updated_at, id);
create index exit_exercise_state on exit_exercise (state, id);
create index exit_exercise_plan on exit_exercise (plan, id);
create index exit_exercise_planned_for on exit_exercise (planned_for, id);
create index exit_exercise_held_on on exit_exercise (held_on, id);
create index exit_exercise_led_by on exit_exercise (led_by, id);

create sequence vendor_ticket_number;
create table vendor_ticket (
  id uuid primary key references record (id),
  number bigint not null,
  version int not null,
  state text not null,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  subject text not null,
  ticket uuid not null,
  vendor uuid not null,
  engagement uuid not null,
  contract uuid,
  contacts uuid[] not null default '{}',
  way text not null,
  told text not null,
  shares jsonb not null,
  is_link_only boolean not null default 'false',
  their_number text,
  answer text,
  ended_at timestamptz
);
create index vendor_ticket_created on vendor_ticket (created_at, id);
create index vendor_ticket_updated on vendor_ticket (updated_at, id);
create unique index vendor_ticket_by_number on vendor_ticket (number);
create index vendor_ticket_state on vendor_ticket (state, id);
create index vendor_ticket_ticket on vendor_ticket (ticket, id);
create index vendor_ticket_vendor on vendor_ticket (vendor, id);
create index vendor_ticket_engagement on vendor_ticket (engagement, id);
create index vendor_ticket_contacts on vendor_ticket using gin (contacts) with (fastupdate = off);
create index vendor_ticket_by_engagement_state on vendor_ticket (engagement, state, id);
create index vendor_ticket_by_ticket_state on vendor_ticket (ticket, state, id);

create table organisation_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Organisation',
  organisation text,
  time_zone text not null default 'Europe/Berlin',
  currency uuid,
  year_starts text not null default 'january'
);
create index organisation_settings_created on organisation_settings (created_at, id);
create index organisation_settings_updated on organisation_settings (updated_at, id);
create unique index organisation_settings_name_unique on organisation_settings (lower(name));
create index organisation_settings_name on organisation_settings (name, id);

create table support_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Service desk',
  matrix jsonb not null,
  close_after_days bigint not null default '5',
  reopen_days bigint not null default '10',
  calendar uuid,
  attainment_target numeric,
  first_contact_target numeric
);
create index support_settings_created on support_settings (created_at, id);
create index support_settings_updated on support_settings (updated_at, id);
create unique index support_settings_name_unique on support_settings (lower(name));
create index support_settings_name on support_settings (name, id);

create table figure_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Figures of vendors',
  tickets_in_time numeric not null default '1',
  breach_minutes numeric not null default '15',
  tickets numeric not null default '0',
  hours_in_hand numeric not null default '1',
  availability numeric not null default '0.01',
  cost numeric not null default '1'
);
create index figure_settings_created on figure_settings (created_at, id);
create index figure_settings_updated on figure_settings (updated_at, id);
create unique index figure_settings_name_unique on figure_settings (lower(name));
create index figure_settings_name on figure_settings (name, id);

create table mail_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Mail',
  host text,
  port bigint not null default '587',
  security text not null default 'starttls',
  certificate text,
  user_name text,
  password text,
  from_address text,
  from_name text not null default 'Quarterdeck',
  reply_to text,
  most_attached bigint not null default '15'
);
create index mail_settings_created on mail_settings (created_at, id);
create index mail_settings_updated on mail_settings (updated_at, id);
create unique index mail_settings_name_unique on mail_settings (lower(name));
create index mail_settings_name on mail_settings (name, id);

create table sign_in_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Signing in',
  shortest_password bigint not null default '12',
  refuses_common boolean not null default 'true',
  session_lasts bigint not null default '2592000',
  idle_time_out bigint not null default '604800',
  second_factor_for text[] not null default '{}'
);
create index sign_in_settings_created on sign_in_settings (created_at, id);
create index sign_in_settings_updated on sign_in_settings (updated_at, id);
create unique index sign_in_settings_name_unique on sign_in_settings (lower(name));
create index sign_in_settings_name on sign_in_settings (name, id);

create table directory_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Directory',
  address text,
  kind text not null default 'active_directory',
  security text not null default 'starttls',
  certificate text,
  bind_dn text,
  password text,
  base text,
  filter text,
  syncs text not null default 'each_minute',
  makes_accounts boolean not null default 'false',
  group_base text,
  group_filter text,
  group_roles jsonb,
  checks_passwords boolean not null default 'false',
  most_leavers bigint not null default '20'
);
create index directory_settings_created on directory_settings (created_at, id);
create index directory_settings_updated on directory_settings (updated_at, id);
create unique index directory_settings_name_unique on directory_settings (lower(name));
create index directory_settings_name on directory_settings (name, id);

create table directory_team_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Teams of the directory',
  base text
);
create index directory_team_settings_created on directory_team_settings (created_at, id);
create index directory_team_settings_updated on directory_team_settings (updated_at, id);
create unique index directory_team_settings_name_unique on directory_team_settings (lower(name));
create index directory_team_settings_name on directory_team_settings (name, id);

create table provisioning_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Provisioning',
  keeps_people boolean not null default 'true',
  group_roles jsonb
);
create index provisioning_settings_created on provisioning_settings (created_at, id);
create index provisioning_settings_updated on provisioning_settings (updated_at, id);
create unique index provisioning_settings_name_unique on provisioning_settings (lower(name));
create index provisioning_settings_name on provisioning_settings (name, id);

create table outbound_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Calls to other systems',
  allowed text,
  time_out bigint not null default '15'
);
create index outbound_settings_created on outbound_settings (created_at, id);
create index outbound_settings_updated on outbound_settings (updated_at, id);
create unique index outbound_settings_name_unique on outbound_settings (lower(name));
create index outbound_settings_name on outbound_settings (name, id);

create table limit_settings (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null default 'Limits',
  per_session bigint not null default '3000',
  per_key bigint not null default '3000',
  per_address bigint not null default '600'
);
create index limit_settings_created on limit_settings (created_at, id);
create index limit_settings_updated on limit_settings (updated_at, id);
create unique index limit_settings_name_unique on limit_settings (lower(name));
create index limit_settings_name on limit_settings (name, id);

create table identity_provider (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  protocol text not null default 'oidc',
  issuer text,
  client_id text,
  client_secret text,
  scopes text not null default 'openid email profile',
  metadata_url text,
  metadata text,
  name_id text not null default 'persistent',
  email_attribute text,
  name_attribute text,
  is_on boolean not null default 'true',
  trusts_email boolean not null default 'false',
  makes_accounts boolean not null default 'false',
  groups_claim text,
  group_roles jsonb,
  is_always_strong boolean not null default 'false',
  strong_contexts text,
  ends_there boolean not null default 'true'
);
create index identity_provider_created on identity_provider (created_at, id);
create index identity_provider_updated on identity_provider (updated_at, id);
create unique index identity_provider_name_unique on identity_provider (lower(name));
create index identity_provider_name on identity_provider (name, id);

create table mailbox (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  address text not null,
  way text not null default 'imap',
  is_on boolean not null default 'true',
  host text,
  port bigint not null default '993',
  security text not null default 'tls',
  certificate text,
  folder text not null default 'INBOX',
  afterwards text not null default 'move',
  done_folder text not null default 'Quarterdeck',
  sign_in text not null default 'password',
  user_name text,
  password text,
  token_endpoint text,
  client_id text,
  client_secret text,
  refresh_token text,
  scope text,
  takes_plus boolean not null default 'true',
  trusted_server text,
  most_per_sender bigint not null default '60',
  most_per_record bigint not null default '60',
  defaults jsonb
);
create index mailbox_created on mailbox (created_at, id);
create index mailbox_updated on mailbox (updated_at, id);
create unique index mailbox_name_unique on mailbox (lower(name));
create index mailbox_name on mailbox (name, id);
create unique index mailbox_address_unique on mailbox (address);

create table webhook (
  id uuid primary key references record (id),
  number bigint,
  version int not null,
  state text,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  archived_at timestamptz,
  name text not null,
  url text not null,
  about text,
  record_types text[] not null default '{}',
  verbs text[] not null default '{}',
  conditions jsonb,
  is_on boolean not null default 'true'
);
create index webhook_created on webhook (created_at, id);
create index webhook_updated on webhook (updated_at, id);
create unique index webhook_name_unique on webhook (lower(name));
create index webhook_name on webhook (name, id);

alter table person add constraint person_manager_fkey foreign key (manager) references person (id) deferrable;

alter table person add constraint person_business_unit_fkey foreign key (business_unit) references business_unit (id) deferrable;

alter table person add constraint person_location_fkey foreign key (location) references location (id) deferrable;

alter table team add constraint team_lead_fkey foreign key (lead) references person (id) deferrable;

alter table team add constraint team_parent_fkey foreign key (parent) references team (id) deferrable;

alter table team add constraint team_business_unit_fkey foreign key (business_unit) references business_unit (id) deferrable;

alter table business_unit add constraint business_unit_parent_fkey foreign key (parent) references business_unit (id) deferrable;

alter table business_unit add constraint business_unit_head_fkey foreign key (head) references person (id) deferrable;

alter table location add constraint location_parent_fkey foreign key (parent) references location (id) deferrable;

alter table service add constraint service_owner_fkey foreign key (owner) references person (id) deferrable;

alter table service add constraint service_team_fkey foreign key (team) references team (id) deferrable;

alter table service add constraint service_business_unit_fkey foreign key (business_unit) references business_unit (id) deferrable;

alter table device add constraint device_assigned_to_fkey foreign key (assigned_to) references person (id) deferrable;

alter table device add constraint device_location_fkey foreign key (location) references location (id) deferrable;

alter table device add constraint device_service_fkey foreign key (service) references service (id) deferrable;

alter table ticket add constraint ticket_requester_fkey foreign key (requester) references person (id) deferrable;

alter table ticket add constraint ticket_requested_for_fkey foreign key (requested_for) references person (id) deferrable;

alter table ticket add constraint ticket_service_fkey foreign key (service) references service (id) deferrable;

alter table ticket add constraint ticket_device_fkey foreign key (device) references device (id) deferrable;

alter table ticket add constraint ticket_category_fkey foreign key (category) references ticket_category (id) deferrable;

alter table ticket add constraint ticket_team_fkey foreign key (team) references team (id) deferrable;

alter table ticket add constraint ticket_assignee_fkey foreign key (assignee) references person (id) deferrable;

alter table ticket add constraint ticket_pending_reason_fkey foreign key (pending_reason) references pending_reason (id) deferrable;

alter table ticket add constraint ticket_parent_fkey foreign key (parent) references ticket (id) deferrable;

alter table ticket add constraint ticket_merged_into_fkey foreign key (merged_into) references ticket (id) deferrable;

alter table ticket add constraint ticket_item_fkey foreign key (item) references catalogue_item (id) deferrable;

alter table knowledge_article add constraint knowledge_article_owner_fkey foreign key (owner) references person (id) deferrable;

alter table catalogue_item add constraint catalogue_item_service_fkey foreign key (service) references service (id) deferrable;

alter table catalogue_item add constraint catalogue_item_team_fkey foreign key (team) references team (id) deferrable;

alter table catalogue_item add constraint catalogue_item_approval_template_fkey foreign key (approval_template) references approval_template (id) deferrable;

alter table fulfilment_task add constraint fulfilment_task_ticket_fkey foreign key (ticket) references ticket (id) deferrable;

alter table fulfilment_task add constraint fulfilment_task_team_fkey foreign key (team) references team (id) deferrable;

alter table fulfilment_task add constraint fulfilment_task_assignee_fkey foreign key (assignee) references person (id) deferrable;

alter table special_day add constraint special_day_calendar_fkey foreign key (calendar) references calendar (id) deferrable;

alter table ticket_category add constraint ticket_category_parent_fkey foreign key (parent) references ticket_category (id) deferrable;

alter table ticket_category add constraint ticket_category_team_fkey foreign key (team) references team (id) deferrable;

alter table service_level add constraint service_level_calendar_fkey foreign key (calendar) references calendar (id) deferrable;

alter table time_entry add constraint time_entry_ticket_fkey foreign key (ticket) references ticket (id) deferrable;

alter table time_entry add constraint time_entry_person_fkey foreign key (person) references person (id) deferrable;

alter table macro add constraint macro_owner_fkey foreign key (owner) references person (id) deferrable;

alter table macro add constraint macro_team_fkey foreign key (team) references team (id) deferrable;

alter table macro add constraint macro_to_team_fkey foreign key (to_team) references team (id) deferrable;

alter table macro add constraint macro_category_fkey foreign key (category) references ticket_category (id) deferrable;

alter table macro add constraint macro_service_fkey foreign key (service) references service (id) deferrable;

alter table macro add constraint macro_pending_reason_fkey foreign key (pending_reason) references pending_reason (id) deferrable;

alter table support_skill add constraint support_skill_person_fkey foreign key (person) references person (id) deferrable;

alter table support_skill add constraint support_skill_category_fkey foreign key (category) references ticket_category (id) deferrable;

alter table support_skill add constraint support_skill_service_fkey foreign key (service) references service (id) deferrable;

alter table team_intake add constraint team_intake_team_fkey foreign key (team) references team (id) deferrable;

alter table team_intake add constraint team_intake_calendar_fkey foreign key (calendar) references calendar (id) deferrable;

alter table on_call_rota add constraint on_call_rota_team_fkey foreign key (team) references team (id) deferrable;

alter table on_call_override add constraint on_call_override_rota_fkey foreign key (rota) references on_call_rota (id) deferrable;

alter table on_call_override add constraint on_call_override_person_fkey foreign key (person) references person (id) deferrable;

alter table configuration_item add constraint configuration_item_team_fkey foreign key (team) references team (id) deferrable;

alter table configuration_item add constraint configuration_item_location_fkey foreign key (location) references location (id) deferrable;

alter table outage add constraint outage_service_fkey foreign key (service) references service (id) deferrable;

alter table outage add constraint outage_configuration_item_fkey foreign key (configuration_item) references configuration_item (id) deferrable;

alter table availability_promise add constraint availability_promise_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table availability_promise add constraint availability_promise_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table availability_promise add constraint availability_promise_owner_fkey foreign key (owner) references person (id) deferrable;

alter table availability_promise add constraint availability_promise_hours_fkey foreign key (hours) references calendar (id) deferrable;

alter table availability_promise add constraint availability_promise_windows_fkey foreign key (windows) references calendar (id) deferrable;

alter table counted_requests add constraint counted_requests_promise_fkey foreign key (promise) references availability_promise (id) deferrable;

alter table counted_requests add constraint counted_requests_service_fkey foreign key (service) references service (id) deferrable;

alter table service_credit add constraint service_credit_service_fkey foreign key (service) references service (id) deferrable;

alter table service_credit add constraint service_credit_owner_fkey foreign key (owner) references person (id) deferrable;

alter table service_credit add constraint service_credit_promise_fkey foreign key (promise) references availability_promise (id) deferrable;

alter table service_credit add constraint service_credit_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table service_credit add constraint service_credit_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table automation_rule add constraint automation_rule_calendar_fkey foreign key (calendar) references calendar (id) deferrable;

alter table contract add constraint contract_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table contract add constraint contract_part_of_fkey foreign key (part_of) references contract (id) deferrable;

alter table contract add constraint contract_owner_fkey foreign key (owner) references person (id) deferrable;

alter table contract add constraint contract_business_unit_fkey foreign key (business_unit) references business_unit (id) deferrable;

alter table contract add constraint contract_calendar_fkey foreign key (calendar) references calendar (id) deferrable;

alter table contract_event add constraint contract_event_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table contract_document add constraint contract_document_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table contract_document add constraint contract_document_amends_fkey foreign key (amends) references contract_document (id) deferrable;

alter table compliance_check add constraint compliance_check_document_fkey foreign key (document) references contract_document (id) deferrable;

alter table compliance_check add constraint compliance_check_carried_from_fkey foreign key (carried_from) references compliance_check (id) deferrable;

alter table obligation add constraint obligation_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table obligation add constraint obligation_owner_fkey foreign key (owner) references person (id) deferrable;

alter table obligation add constraint obligation_document_fkey foreign key (document) references contract_document (id) deferrable;

alter table renewal_dossier add constraint renewal_dossier_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table renewal_dossier add constraint renewal_dossier_owner_fkey foreign key (owner) references person (id) deferrable;

alter table renewal_alternative add constraint renewal_alternative_dossier_fkey foreign key (dossier) references renewal_dossier (id) deferrable;

alter table renewal_alternative add constraint renewal_alternative_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table contract_letter add constraint contract_letter_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table contract_letter add constraint contract_letter_owner_fkey foreign key (owner) references person (id) deferrable;

alter table legal_entity add constraint legal_entity_parent_fkey foreign key (parent) references legal_entity (id) deferrable;

alter table vendor add constraint vendor_legal_entity_fkey foreign key (legal_entity) references legal_entity (id) deferrable;

alter table vendor add constraint vendor_owner_fkey foreign key (owner) references person (id) deferrable;

alter table vendor add constraint vendor_deputy_fkey foreign key (deputy) references person (id) deferrable;

alter table engagement add constraint engagement_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table engagement add constraint engagement_owner_fkey foreign key (owner) references person (id) deferrable;

alter table engagement add constraint engagement_business_unit_fkey foreign key (business_unit) references business_unit (id) deferrable;

alter table engagement add constraint engagement_scorecard_fkey foreign key (scorecard) references scorecard (id) deferrable;

alter table vendor_contact add constraint vendor_contact_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table vendor_meeting add constraint vendor_meeting_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table vendor_meeting add constraint vendor_meeting_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table vendor_meeting add constraint vendor_meeting_host_fkey foreign key (host) references person (id) deferrable;

alter table performance_review add constraint performance_review_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table performance_review add constraint performance_review_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table performance_review add constraint performance_review_reviewer_fkey foreign key (reviewer) references person (id) deferrable;

alter table scorecard add constraint scorecard_owner_fkey foreign key (owner) references person (id) deferrable;

alter table scorecard_metric add constraint scorecard_metric_scorecard_fkey foreign key (scorecard) references scorecard (id) deferrable;

alter table scorecard_value add constraint scorecard_value_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table scorecard_value add constraint scorecard_value_metric_fkey foreign key (metric) references scorecard_metric (id) deferrable;

alter table scorecard_value add constraint scorecard_value_said_by_fkey foreign key (said_by) references person (id) deferrable;

alter table reported_figure add constraint reported_figure_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table vendor_issue add constraint vendor_issue_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table vendor_issue add constraint vendor_issue_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table vendor_issue add constraint vendor_issue_owner_fkey foreign key (owner) references person (id) deferrable;

alter table vendor_issue add constraint vendor_issue_contact_fkey foreign key (contact) references vendor_contact (id) deferrable;

alter table vendor_issue add constraint vendor_issue_plan_fkey foreign key (plan) references improvement_plan (id) deferrable;

alter table improvement_plan add constraint improvement_plan_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table improvement_plan add constraint improvement_plan_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table improvement_plan add constraint improvement_plan_metric_fkey foreign key (metric) references scorecard_metric (id) deferrable;

alter table improvement_plan add constraint improvement_plan_owner_fkey foreign key (owner) references person (id) deferrable;

alter table improvement_plan add constraint improvement_plan_contact_fkey foreign key (contact) references vendor_contact (id) deferrable;

alter table correspondence add constraint correspondence_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table correspondence add constraint correspondence_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table correspondence add constraint correspondence_contact_fkey foreign key (contact) references vendor_contact (id) deferrable;

alter table correspondence add constraint correspondence_person_fkey foreign key (person) references person (id) deferrable;

alter table outsourced_service add constraint outsourced_service_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table outsourced_service add constraint outsourced_service_service_fkey foreign key (service) references service (id) deferrable;

alter table outsourced_service add constraint outsourced_service_owner_fkey foreign key (owner) references person (id) deferrable;

alter table outsourced_service add constraint outsourced_service_data_owner_fkey foreign key (data_owner) references person (id) deferrable;

alter table cover_window add constraint cover_window_outsourced_service_fkey foreign key (outsourced_service) references outsourced_service (id) deferrable;

alter table cover_window add constraint cover_window_team_fkey foreign key (team) references team (id) deferrable;

alter table responsibility add constraint responsibility_outsourced_service_fkey foreign key (outsourced_service) references outsourced_service (id) deferrable;

alter table responsibility add constraint responsibility_person_fkey foreign key (person) references person (id) deferrable;

alter table responsibility add constraint responsibility_contact_fkey foreign key (contact) references vendor_contact (id) deferrable;

alter table exit_plan add constraint exit_plan_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table exit_plan add constraint exit_plan_owner_fkey foreign key (owner) references person (id) deferrable;

alter table exit_exercise add constraint exit_exercise_plan_fkey foreign key (plan) references exit_plan (id) deferrable;

alter table exit_exercise add constraint exit_exercise_led_by_fkey foreign key (led_by) references person (id) deferrable;

alter table vendor_ticket add constraint vendor_ticket_ticket_fkey foreign key (ticket) references ticket (id) deferrable;

alter table vendor_ticket add constraint vendor_ticket_vendor_fkey foreign key (vendor) references vendor (id) deferrable;

alter table vendor_ticket add constraint vendor_ticket_engagement_fkey foreign key (engagement) references engagement (id) deferrable;

alter table vendor_ticket add constraint vendor_ticket_contract_fkey foreign key (contract) references contract (id) deferrable;

alter table organisation_settings add constraint organisation_settings_currency_fkey foreign key (currency) references currency (id) deferrable;

alter table support_settings add constraint support_settings_calendar_fkey foreign key (calendar) references calendar (id) deferrable;

-- What the newest file of a document says, or why it can't be read; tried says how often, so that a file that stops the program stops it no third time.
create table contract_text (
  document uuid primary key references record (id),
  file uuid not null,
  file_name text not null,
  sha256 text not null,
  tried int not null,
  at timestamptz not null,
  -- Why it isn't read, in words.
  problem text,
  text text,
  clauses jsonb
);

-- The text in pieces that a search can point at: paragraphs, with the clause that they stand in.
create table contract_passage (
  document uuid not null references contract_text (document) on delete cascade,
  place int not null,
  starts int not null,
  ends int not null,
  words tsvector not null,
  primary key (document, place)
);
create index contract_passage_words on contract_passage using gin (words);

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

-- Which reminders of a plan's next exercise were sent: each step once for a day, so that another day starts them anew.
create table exercise_reminder (
  plan_id uuid not null references record (id) on delete cascade,
  due_on date not null,
  step smallint not null,
  at timestamptz not null,
  primary key (plan_id, due_on, step)
);

-- What each order of somebody came to, by the key they gave it: ordering again under it gives the same request.
create table catalogue_order (
  account_id uuid not null references account (id) on delete cascade,
  key text not null,
  ticket_id uuid not null references record (id),
  at timestamptz not null,
  primary key (account_id, key)
);

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

-- Who wants the figures of each week by mail, and the Monday of the last week that they were mailed on: written with the mail, so
-- that each week is mailed once however many processes look.
create table figures_subscription (
  account_id uuid primary key references account (id) on delete cascade,
  mailed_on date not null
);

-- What happened on each day that is counted, by group: sums of these are the figures of all tickets. All of it can be thrown away
-- and counted anew. Times are whole seconds as four bytes each, in open time and in all.
create table figures_day (
  day date not null,
  of text not null,
  by text not null,
  value text,
  part text not null,
  n int not null,
  counts int[] not null,
  open bytea,
  "all" bytea
);
create index figures_day_of on figures_day (of, by, day);

-- Which days are counted, and by which clock and open hours.
create table figures_kept (
  day date primary key,
  frame text not null
);

-- Hours of which something has changed since: written in the transaction that changes it, whoever that is. A day with such an hour
-- is counted from the rows until it is kept anew.
create table figures_stale (
  hour timestamptz not null
);
create index figures_stale_hour on figures_stale (hour);

create function note_new_tickets() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_now t cross join lateral (values (t.created_at), (t.responded_at), (t.resolved_at), (greatest(t.ended_at, t.created_at))) m (at) where m.at is not null;
  return null;
end $$;
create function note_changed_tickets() returns trigger language plpgsql as $$
begin
  if not exists (select from rows_before b join rows_now t on t.id = b.id
    where (b.created_at, b.team, b.service, b.requester, b.category, b.priority, b.type, b.archived_at, b.merged_into,
        b.responded_at, b.resolved_at, b.ended_at, b.reassignments, b.reopens, b.rating, b.logged_verdict, b.number_elsewhere)
      is distinct from (t.created_at, t.team, t.service, t.requester, t.category, t.priority, t.type, t.archived_at, t.merged_into,
        t.responded_at, t.resolved_at, t.ended_at, t.reassignments, t.reopens, t.rating, t.logged_verdict, t.number_elsewhere))
  then return null; end if;
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_before b join rows_now t on t.id = b.id
      cross join lateral (select
        (b.created_at, b.team, b.service, b.requester, b.category, b.priority, b.type, b.archived_at, b.merged_into)
          is distinct from (t.created_at, t.team, t.service, t.requester, t.category, t.priority, t.type, t.archived_at, t.merged_into)
          as is_other) o
      cross join lateral (values
        (b.created_at, o.is_other), (t.created_at, o.is_other),
        (b.responded_at, o.is_other or b.responded_at is distinct from t.responded_at),
        (t.responded_at, o.is_other or b.responded_at is distinct from t.responded_at),
        (greatest(b.ended_at, b.created_at), o.is_other or b.ended_at is distinct from t.ended_at),
        (greatest(t.ended_at, t.created_at), o.is_other or b.ended_at is distinct from t.ended_at),
        (b.resolved_at, true), (t.resolved_at, true)) m (at, is_changed)
    where m.at is not null and m.is_changed
      and (o.is_other or (b.responded_at, b.resolved_at, b.ended_at, b.reassignments, b.reopens, b.rating, b.logged_verdict, b.number_elsewhere)
        is distinct from (t.responded_at, t.resolved_at, t.ended_at, t.reassignments, t.reopens, t.rating, t.logged_verdict, t.number_elsewhere));
  -- Promises are told apart by what their tickets say.
  insert into figures_stale (hour) select distinct date_trunc('hour', r.stopped_at, 'UTC')
    from rows_before b join rows_now t on t.id = b.id join service_level_result r on r.ticket = t.id
    where (b.team, b.service, b.requester, b.category, b.priority, b.type, b.archived_at, b.merged_into)
      is distinct from (t.team, t.service, t.requester, t.category, t.priority, t.type, t.archived_at, t.merged_into);
  return null;
end $$;
create function note_moved_people() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_before b join rows_now p on p.id = b.id and p.business_unit is distinct from b.business_unit
      join ticket t on t.requester = p.id
      cross join lateral (select t.created_at union all select t.responded_at union all select t.resolved_at
        union all select greatest(t.ended_at, t.created_at)
        union all select r.stopped_at from service_level_result r where r.ticket = t.id) m (at)
    where m.at is not null;
  return null;
end $$;
create trigger ticket_note_new after insert on ticket referencing new table as rows_now
  for each statement execute function note_new_tickets();
create trigger ticket_note_changed after update on ticket referencing old table as rows_before new table as rows_now
  for each statement execute function note_changed_tickets();
create trigger person_note_moved after update on person referencing old table as rows_before new table as rows_now
  for each statement execute function note_moved_people();

-- What readers said of articles, each once; how often articles were read, by day; what people searched for on the help page.
create table article_verdict (
  article uuid not null references record (id),
  account_id uuid not null references account (id),
  has_solved boolean not null,
  comment text,
  at timestamptz not null,
  primary key (article, account_id)
);
create index article_verdict_at on article_verdict (at);

create table article_reading (
  article uuid not null references record (id),
  day date not null,
  times int not null,
  primary key (article, day)
);
create index article_reading_day on article_reading (day);

create table help_search (
  id uuid primary key,
  at timestamptz not null,
  account_id uuid not null references account (id),
  -- As it was typed, and its words in order of the alphabet: the same question however it is put.
  asked text not null,
  gap text not null,
  results int not null,
  opened uuid references record (id)
);
create index help_search_unanswered on help_search (at) where opened is null;
create index help_search_at on help_search (at);

create table closed_gap (
  gap text primary key,
  at timestamptz not null,
  account_id uuid references account (id),
  -- What answers it; null where nothing has to.
  article uuid references record (id)
);

-- The stems of published articles' words, each by the rules of the language that it is in: 'Druckern' is found by 'Drucker'.
create table article_stems (
  article uuid primary key references record (id),
  language text not null,
  stems tsvector not null
);
create index article_stems_words on article_stems using gin (stems);
create index article_stems_language on article_stems (language);

-- Which events of which tickets of another system were told here: what makes a log that comes twice change nothing.
create table service_log_event (
  system text not null,
  number text not null,
  event text not null,
  record_id uuid not null references record (id),
  told_at timestamptz not null,
  primary key (system, number, event)
);
create index service_log_event_record on service_log_event (record_id);

-- The rows of a log while it is read, so that those of one ticket are found together wherever they stand.
create table service_log_row (
  run uuid not null,
  place int not null,
  number text not null,
  content jsonb not null,
  primary key (run, number, place)
);

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

-- What became of each promise that was kept, broken or given up: worked out of the ticket's history with each change of it, for
-- figures to add up. Running promises have no row.
create table service_level_result (
  ticket uuid not null references record (id),
  -- Kind, metric and team: which of the ticket's clocks it is.
  clock text not null,
  round int not null,
  policy uuid not null references record (id),
  kind text not null,
  metric text not null,
  team uuid,
  started_at timestamptz not null,
  due timestamptz,
  stopped_at timestamptz not null,
  is_breached boolean not null,
  -- Open time, in seconds.
  used numeric not null,
  promised numeric not null,
  breached_by numeric not null,
  primary key (ticket, clock, round)
);
create index service_level_result_stopped on service_level_result (stopped_at, kind, metric);

-- When something about a ticket's promises happens next by itself: a step of an escalation, or a due time that passes.
create table service_level_watch (
  ticket uuid primary key references record (id),
  next_at timestamptz
);
create index service_level_watch_next on service_level_watch (next_at) where next_at is not null;

-- Steps of escalations that were done, so that none is done twice.
create table service_level_step (
  ticket uuid not null references record (id),
  policy uuid not null references record (id),
  clock text not null,
  round int not null,
  step text not null,
  -- The moment it was for: the step is done again only when this moves.
  at timestamptz not null,
  done_at timestamptz not null,
  -- What was done, or why it couldn't be.
  outcome text not null,
  primary key (ticket, policy, clock, round, step, at)
);

-- Figures that are kept of days on which a promise ended are to be counted anew once that changes (see figures).
create function note_new_promises() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', stopped_at, 'UTC') from rows_now;
  return null;
end $$;
create function note_changed_promises() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', m.at, 'UTC')
    from rows_before b join rows_now r on (r.ticket, r.clock, r.round) = (b.ticket, b.clock, b.round)
      cross join lateral (values (b.stopped_at), (r.stopped_at)) m (at);
  return null;
end $$;
create function note_gone_promises() returns trigger language plpgsql as $$
begin
  insert into figures_stale (hour) select distinct date_trunc('hour', stopped_at, 'UTC') from rows_before;
  return null;
end $$;
create trigger result_note_new after insert on service_level_result referencing new table as rows_now
  for each statement execute function note_new_promises();
create trigger result_note_changed after update on service_level_result referencing old table as rows_before new table as rows_now
  for each statement execute function note_changed_promises();
create trigger result_note_gone after delete on service_level_result referencing old table as rows_before
  for each statement execute function note_gone_promises();

-- Links by which contacts of vendors open one ticket without signing in: each for one contact, until a day, unless voided.
create table vendor_link (
  id uuid primary key,
  vendor_ticket uuid not null references record (id),
  contact uuid not null references record (id),
  at timestamptz not null,
  until timestamptz not null,
  void_at timestamptz
);
create index vendor_link_ticket on vendor_link (vendor_ticket, contact);
