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
