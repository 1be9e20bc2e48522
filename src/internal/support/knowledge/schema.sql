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
