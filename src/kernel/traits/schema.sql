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
