-- Links by which contacts of vendors open one ticket without signing in: each for one contact, until a day, unless voided.
create table vendor_link (
  id uuid primary key,
  vendor_ticket uuid not null references record (id),
  contact uuid not null references record (id),
  at timestamptz not null,
  until timestamptz not null,
  void_at timestamptz
);
create index vendor_link_ticket on vendor_link (vendor_ticket, contact);
