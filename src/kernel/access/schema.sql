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

-- Who is signed in where. `token` is the SHA-256 of what the browser holds; `updated_at` is when it was last used, to the hour.
create table session (
  id uuid primary key,
  token text not null,
  account_id uuid not null references account (id) on delete cascade,
  expires_at timestamptz not null,
  address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index session_token on session (token);
create index session_account on session (account_id);

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

create table role (
  name text primary key,
  label text not null,
  about text not null,
  permissions text[] not null
);

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
create trigger session_ended after delete on session for each statement execute function tell_access_changed();
create trigger role_changed after insert or update or delete on role for each statement execute function tell_access_changed();
