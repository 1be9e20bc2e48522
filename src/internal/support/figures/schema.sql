-- Who wants the figures of each week by mail, and the Monday of the last week that they were mailed on: written with the mail, so
-- that each week is mailed once however many processes look.
create table figures_subscription (
  account_id uuid primary key references account (id) on delete cascade,
  mailed_on date not null
);
