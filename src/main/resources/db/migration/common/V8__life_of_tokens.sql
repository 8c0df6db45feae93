-- Who did it is kept as the user, so that another login or none does not falsify it; null is the system itself.
alter table access_token add column created_by_id bigint;
alter table access_token add column revoked_by_id bigint;
update access_token set created_by_id = (select u.id from users u where u.login = access_token.created_by),
                        revoked_by_id = (select u.id from users u where u.login = access_token.revoked_by);
alter table access_token drop column created_by;
alter table access_token drop column revoked_by;
alter table access_token add constraint fk_access_token_created_by foreign key (created_by_id) references users (id);
alter table access_token add constraint fk_access_token_revoked_by foreign key (revoked_by_id) references users (id);

-- the last characters of the value, by which people recognise it; unknown of tokens older than this column
alter table access_token add column last_four varchar(4) ${codepoints};

alter table access_token add column last_used_address varchar(45);
alter table access_token add column last_used_agent varchar(200);
-- calls after its end: somebody still uses it
alter table access_token add column dead_uses bigint default 0 not null;
alter table access_token add column last_dead_use_at timestamp with time zone;

alter table access_token drop constraint ck_access_token_revocation_reason;
alter table access_token add constraint ck_access_token_revocation_reason check (revocation_reason in
    ('OWNER', 'ADMINISTRATOR', 'USER_DEACTIVATED', 'PROJECT_DELETED', 'POLICY', 'ROTATED', 'LEAKED'));

-- From where a token was used on a day, of the last 30 days
create table token_use (
    token_id     bigint                   not null,
    used_on      date                     not null,
    address      varchar(45)              not null,
    -- of the last use
    agent        varchar(200),
    -- at most one a minute is counted
    uses         integer                  not null,
    last_used_at timestamp with time zone not null,
    constraint pk_token_use primary key (token_id, used_on, address),
    constraint fk_token_use_token foreign key (token_id) references access_token (id) on delete cascade
);
