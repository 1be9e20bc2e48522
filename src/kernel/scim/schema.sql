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
