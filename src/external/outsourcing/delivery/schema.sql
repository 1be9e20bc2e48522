-- Which reminders of a plan's next exercise were sent: each step once for a day, so that another day starts them anew.
create table exercise_reminder (
  plan_id uuid not null references record (id) on delete cascade,
  due_on date not null,
  step smallint not null,
  at timestamptz not null,
  primary key (plan_id, due_on, step)
);
