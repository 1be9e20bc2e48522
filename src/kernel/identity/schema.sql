-- Who an account is to an identity provider, and which of its roles came from there.
create table identity_link (
  provider uuid not null references record (id),
  -- The provider's own name for them, which never changes.
  subject text not null,
  account_id uuid not null references account (id) on delete cascade,
  roles text[] not null default '{}',
  linked_at timestamptz not null,
  primary key (provider, subject)
);
create unique index identity_link_account on identity_link (account_id, provider);

-- Sessions that a provider vouched for, so that it can end them.
create table identity_session (
  session_id uuid primary key references session (id) on delete cascade,
  provider uuid not null references record (id),
  subject text not null,
  -- The provider's own name for its session, where it has one.
  sid text
);
create index identity_session_subject on identity_session (provider, subject);

-- Logout tokens that were taken, so that none works twice.
create table identity_logout (
  provider uuid not null references record (id),
  token_id text not null,
  expires_at timestamptz not null,
  primary key (provider, token_id)
);
