-- Each order of the inventory is a column without nulls, so that a list goes on behind its last row by one comparison, which an
-- index answers: tokens that were never used come first, and those that do not expire last.
alter table access_token add column last_use_order timestamp with time zone
    generated always as (coalesce(last_used_at, timestamp with time zone '1970-01-01 00:00:00Z')) ${stored};
alter table access_token add column expiration_order date
    generated always as (coalesce(expires_on, date '9999-12-31')) ${stored};
drop index ix_access_token_last_used;
drop index ix_access_token_expires;
create index ix_access_token_last_used on access_token (last_use_order, id);
create index ix_access_token_expires on access_token (expiration_order, id);
create index ix_users_login on users (login);
