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
