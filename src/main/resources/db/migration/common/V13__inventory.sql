-- The inventory reads along one of these, whatever it filters by, and goes on behind the last row that was shown. H2 reads
-- no index backwards: each is in the order that is asked for most.
create index ix_access_token_created on access_token (created_at desc, id desc);
create index ix_access_token_last_used on access_token (last_used_at, id);
create index ix_access_token_name on access_token (name, id);
drop index ix_access_token_expires_on;
create index ix_access_token_expires on access_token (expires_on, id);
