-- The former value of a rotated token goes on for a while under the same name, as a token that was replaced.
alter table access_token add column replaced_at timestamp with time zone;
-- without it, the former value ends when the new one is used first
alter table access_token add column ends_at timestamp with time zone;
alter table access_token add column replaces_id bigint;
alter table access_token add constraint fk_access_token_replaces foreign key (replaces_id)
    references access_token (id) on delete set null;
alter table access_token add constraint ck_access_token_ends_at check (ends_at is null or replaced_at is not null);
create index ix_access_token_replaces on access_token (replaces_id);
create index ix_access_token_ends_at on access_token (ends_at);

alter table access_token drop constraint uq_access_token_live_name;
alter table access_token drop column live_name;
-- unique among a user's live tokens, free again once revoked or replaced
alter table access_token add column live_name varchar(100) ${codepoints}
    generated always as (case when revoked_at is null and replaced_at is null then name end) ${stored};
alter table access_token add constraint uq_access_token_live_name unique (user_id, live_name);
