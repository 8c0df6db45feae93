-- Keys are taken fifty at a time, as @SequenceGenerator says.
create sequence users_id increment by 50 start with 50;
create sequence user_group_id increment by 50 start with 100;
create sequence access_token_id increment by 50 start with 50;

create table users (
    id                   bigint                   not null primary key,
    version              integer                  not null,
    login                varchar(255) ${codepoints} not null,
    name                 varchar(200) ${codepoints} not null,
    email                varchar(100),
    -- login, name and email in lower case: what the search looks through
    search_text          varchar(600)             not null,
    active               boolean                  not null,
    password_hash        varchar(255),
    must_change_password boolean                  not null,
    -- a session is good only as long as it carries this number
    session_version      integer                  not null,
    created_at           timestamp with time zone not null,
    last_connection_at   timestamp with time zone,
    constraint uq_users_login unique (login),
    constraint ck_users_login check (char_length(login) between 2 and 255)
);

-- Every list is of active or of deactivated users, in the order of one of these.
create index ix_users_active_login on users (active, login);
create index ix_users_active_name on users (active, name, login);
create index ix_users_active_last_connection on users (active, last_connection_at nulls first, login);

create table user_group (
    id          bigint                        not null primary key,
    version     integer                       not null,
    name        varchar(255) ${codepoints}    not null,
    description varchar(200),
    -- the role that membership gives, beside that of any user
    role        varchar(20),
    constraint uq_user_group_name unique (name),
    constraint ck_user_group_role check (role in ('ADMINISTRATOR'))
);

create table user_group_member (
    user_id  bigint not null,
    group_id bigint not null,
    constraint pk_user_group_member primary key (user_id, group_id),
    constraint fk_user_group_member_user foreign key (user_id) references users (id),
    constraint fk_user_group_member_group foreign key (group_id) references user_group (id)
);

create index ix_user_group_member_group on user_group_member (group_id);

insert into user_group (id, version, name, description, role)
values (1, 1, 'administrators', 'System administrators', 'ADMINISTRATOR'),
       (2, 1, 'users', 'Every user belongs to this group', null);

create table access_token (
    id                bigint                        not null primary key,
    version           integer                       not null,
    user_id           bigint                        not null,
    name              varchar(100) ${codepoints}    not null,
    type              varchar(30)                   not null,
    -- SHA-256 of the value; the value itself is nowhere
    hash              ${bytes}                      not null,
    created_at        timestamp with time zone      not null,
    created_by        varchar(255)                  not null,
    -- the UTC day at whose beginning the token ends
    expires_on        date,
    last_used_at      timestamp with time zone,
    revoked_at        timestamp with time zone,
    revoked_by        varchar(255),
    revocation_reason varchar(30),
    -- unique among a user's live tokens, free again once revoked
    live_name         varchar(100) ${codepoints} generated always as (case when revoked_at is null then name end) ${stored},
    constraint uq_access_token_hash unique (hash),
    constraint uq_access_token_live_name unique (user_id, live_name),
    constraint fk_access_token_user foreign key (user_id) references users (id),
    constraint ck_access_token_hash check (octet_length(hash) = 32),
    constraint ck_access_token_type check (type in ('USER_TOKEN', 'GLOBAL_ANALYSIS_TOKEN', 'PROJECT_ANALYSIS_TOKEN')),
    constraint ck_access_token_revoked check ((revoked_at is null) = (revocation_reason is null)),
    constraint ck_access_token_revocation_reason check (revocation_reason in ('OWNER', 'ADMINISTRATOR', 'USER_DEACTIVATED'))
);
