-- Few of a million tokens may be revoked or replaced, and the list of those is to be found by an index. One of revoked_at H2
-- would take for "revoked_at is null", too; this column nobody asks whether it is null.
alter table access_token add column ended_id bigint
    generated always as (case when revoked_at is not null or ends_at is not null then id end) ${stored};
create index ix_access_token_ended on access_token (ended_id);
