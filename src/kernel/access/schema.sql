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
