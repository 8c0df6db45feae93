-- What an administrator decided; what is not here has its default.
create table setting (
    setting_key   varchar(100) ${codepoints} not null primary key,
    setting_value varchar(100)               not null,
    version       integer                    not null
);

-- Work of once a day: which day's is done, and until when a server that began it is trusted to be at it.
create table daily_job (
    name          varchar(50) ${codepoints} not null primary key,
    done_on       date,
    claimed_until timestamp with time zone
);

insert into daily_job (name) values ('tokens');

alter table access_token drop constraint ck_access_token_revocation_reason;
alter table access_token add constraint ck_access_token_revocation_reason check (revocation_reason in
    ('OWNER', 'ADMINISTRATOR', 'USER_DEACTIVATED', 'PROJECT_DELETED', 'POLICY'));

-- What has ended is looked for once a day, and only to be forgotten.
create index ix_access_token_revoked_at on access_token (revoked_at);
create index ix_access_token_expires_on on access_token (expires_on);
