-- The earliest end of a token that is known now, why it ends then, and who decided it: see dev.latchkey.token.AccessToken.
drop index ix_access_token_ended;
drop index ix_access_token_ends_at;
alter table access_token drop column ended_id;
alter table access_token drop constraint uq_access_token_live_name;
alter table access_token drop column live_name;
alter table access_token drop constraint ck_access_token_ends_at;
alter table access_token drop constraint ck_access_token_revoked;
alter table access_token drop constraint ck_access_token_revocation_reason;
alter table access_token drop constraint fk_access_token_revoked_by;
alter table access_token drop column revoked_at;
alter table access_token drop column revoked_by_id;
alter table access_token drop column revocation_reason;
alter table access_token drop column replaced_at;
alter table access_token drop column ends_at;

-- refused from this moment on; the last day that there is for a token that never ends
alter table access_token add column ends_at timestamp with time zone default timestamp with time zone '9999-12-31 00:00:00+00' not null;
-- null for a token that never ends
alter table access_token add column end_reason varchar(30);
-- null when the server ends it by itself
alter table access_token add column ended_by_id bigint;
-- a former value that ends when the new one is used for the first time, if not at ends_at before
alter table access_token add column until_first_use boolean default false not null;
-- whether its name is taken by it: until it is revoked or gets a new value
alter table access_token add column holds_name boolean default true not null;
alter table access_token add column held_name varchar(100) ${codepoints}
    generated always as (case when holds_name then name end) ${stored};

alter table access_token add constraint uq_access_token_held_name unique (user_id, held_name);
alter table access_token add constraint fk_access_token_ended_by foreign key (ended_by_id) references users (id);
alter table access_token add constraint ck_access_token_end_reason check (end_reason in
    ('EXPIRED', 'ROTATED', 'OWNER', 'ADMINISTRATOR', 'USER_DEACTIVATED', 'PROJECT_DELETED', 'POLICY', 'LEAKED'));
alter table access_token add constraint ck_access_token_end
    check (end_reason is not null or ends_at = timestamp with time zone '9999-12-31 00:00:00+00');
alter table access_token add constraint ck_access_token_holds_name
    check (not holds_name or end_reason is null or end_reason = 'EXPIRED');
create index ix_access_token_ends_at on access_token (ends_at);
