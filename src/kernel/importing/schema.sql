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
