-- What each order of somebody came to, by the key they gave it: ordering again under it gives the same request.
create table catalogue_order (
  account_id uuid not null references account (id) on delete cascade,
  key text not null,
  ticket_id uuid not null references record (id),
  at timestamptz not null,
  primary key (account_id, key)
);
