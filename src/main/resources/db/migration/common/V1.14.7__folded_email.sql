-- Whoever forgot the password types an address in any case.
alter table users add column folded_email varchar(100) generated always as (lower(email)) ${stored};

create index ix_users_email on users (folded_email);
