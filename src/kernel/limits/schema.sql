-- Requests of one caller in one minute, as far as the server processes have told.
create table request_count (
  subject text not null,
  minute bigint not null,
  used int not null,
  primary key (minute, subject)
);
