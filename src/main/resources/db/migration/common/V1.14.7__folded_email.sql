-- Whoever forgot the password types an address in any case. Some letters become three in lower case.
alter table users add column folded_email varchar(300) generated always as (lower(email)) ${stored};

create index ix_users_email on users (folded_email);
