-- The schema that H2 and PostgreSQL share. What only one of them has is in h2/ and postgresql/.
--
-- Never edit a released migration, this one included: databases have run it, and the server refuses to start on a database that ran
-- another text. Add a file with the next version instead. MigrationsTest holds the checksums.
--
-- Placeholders (SchemaMigration): ${codepoints} sorts by code point, ${bytes} is the type of a SHA-256, ${stored} is PostgreSQL's
-- keyword for a generated column, ${searched} appends the searched text to an index on H2, which searches while it walks the index;
-- PostgreSQL has trigram indexes.
--
-- Where a foreign key's column has an index, the index comes first: otherwise H2 adds one of its own.
--
-- Sequences count in steps of fifty, as @SequenceGenerator does.


-- Users and groups ----------------------------------------------------------------------------------------------------

create sequence users_id increment by 50 start with 50;
create sequence user_group_id increment by 50 start with 100;

create table users (
    id                   bigint                     not null primary key,
    version              integer                    not null,
    login                varchar(255) ${codepoints} not null,
    -- Logins are unique regardless of case. They are ASCII, which both databases fold alike.
    folded_login         varchar(255) ${codepoints} generated always as (lower(login)) ${stored},
    name                 varchar(200) ${codepoints} not null,
    email                varchar(100),
    -- login, name and email, folded by dev.latchkey.shared.Text, which at most triples the length
    search_text          varchar(1157)              not null,
    active               boolean                    not null,
    password_hash        varchar(255),
    must_change_password boolean                    not null,
    -- when a password set by an administrator lapses; null for one that the user chose
    first_password_until timestamp with time zone,
    language             varchar(10) default 'BROWSER' not null,
    appearance           varchar(10) default 'SYSTEM'  not null,
    created_at           timestamp with time zone   not null,
    last_connection_at   timestamp with time zone,
    constraint uq_users_login unique (folded_login),
    constraint ck_users_login check (char_length(login) between 2 and 255),
    constraint ck_users_language check (language in ('BROWSER', 'ENGLISH', 'GERMAN')),
    constraint ck_users_appearance check (appearance in ('SYSTEM', 'LIGHT', 'DARK'))
);

-- A list shows either active or deactivated users, in one of these orders.
create index ix_users_active_login on users (active, login${searched});
create index ix_users_active_name on users (active, name, login${searched});
create index ix_users_active_last_connection on users (active, last_connection_at nulls first, login${searched});
create index ix_users_login on users (login);

create table user_group (
    id          bigint                     not null primary key,
    version     integer                    not null,
    name        varchar(255) ${codepoints} not null,
    description varchar(200),
    -- name and description, folded
    search_text varchar(1366)              not null,
    -- the role that members have in addition to that of every user
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

insert into user_group (id, version, name, description, search_text, role)
values (1, 1, 'administrators', 'System administrators', 'administrators' || chr(10) || 'system administrators', 'ADMINISTRATOR'),
       (2, 1, 'users', 'Every user belongs to this group', 'users' || chr(10) || 'every user belongs to this group', null);


-- Sign-in -------------------------------------------------------------------------------------------------------------

-- Deleting the row ends the session on every server.
create sequence user_session_id increment by 50 start with 50;

create table user_session (
    id           bigint                   not null primary key,
    user_id      bigint                   not null,
    -- SHA-256 of the cookie's value, which is not stored
    hash         ${bytes}                 not null,
    created_at   timestamp with time zone not null,
    last_seen_at timestamp with time zone not null,
    address      varchar(100)             not null,
    user_agent   varchar(300)             not null,
    constraint uq_user_session_hash unique (hash),
    constraint fk_user_session_user foreign key (user_id) references users (id),
    constraint ck_user_session_hash check (octet_length(hash) = 32)
);

create index ix_user_session_user on user_session (user_id, last_seen_at);

-- for the removal of ended sessions
create index ix_user_session_created_at on user_session (created_at);
create index ix_user_session_last_seen_at on user_session (last_seen_at);

-- The networks and browsers from which users have signed in. Failed attempts from elsewhere do not lock a user out there.
create table known_place (
    user_id      bigint   not null,
    -- SHA-256 of the network, or of the random value in the browser's cookie, which is not stored
    hash         ${bytes} not null,
    last_seen_on date     not null,
    constraint pk_known_place primary key (user_id, hash),
    constraint fk_known_place_user foreign key (user_id) references users (id),
    constraint ck_known_place_hash check (octet_length(hash) = 32)
);

-- for the removal of places not seen for long
create index ix_known_place_last_seen_on on known_place (last_seen_on);


-- Projects ------------------------------------------------------------------------------------------------------------

create sequence project_id increment by 50 start with 50;

create table project (
    id          bigint                     not null primary key,
    version     integer                    not null,
    project_key varchar(400) ${codepoints} not null,
    name        varchar(255) ${codepoints} not null,
    -- key and name, folded
    search_text varchar(1166)              not null,
    created_at  timestamp with time zone   not null,
    constraint uq_project_key unique (project_key)
);

create index ix_project_name on project (name, project_key);


-- Tokens --------------------------------------------------------------------------------------------------------------

create sequence access_token_id increment by 50 start with 50;

-- One value of a token; a token that is being rotated has two. dev.latchkey.token.AccessToken describes its life.
create table access_token (
    id                  bigint                     not null primary key,
    version             integer                    not null,
    user_id             bigint                     not null,
    name                varchar(100) ${codepoints} not null,
    type                varchar(30)                not null,
    -- No foreign key: the token keeps them when its project is deleted.
    project_key         varchar(400) ${codepoints},
    project_name        varchar(255),
    -- SHA-256 of the value, which is not stored
    hash                ${bytes}                   not null,
    -- the last four characters of the value, for people to recognise it
    last_four           varchar(4) ${codepoints},
    created_at          timestamp with time zone   not null,
    created_by_id       bigint,
    -- the token that authenticated the call. No foreign key: lists show it after that token is deleted.
    created_by_token_id bigint,
    -- the value that this one replaces
    replaces_id         bigint,
    -- when the token's first value was generated; null for the first value itself
    first_generated_at  timestamp with time zone,
    -- the promised expiration, for display, policy and reminders: the token ends when this UTC day begins
    expires_on          date,
    -- The earliest end known so far: from this moment the token is refused. 9999-12-31 when it never ends.
    ends_at             timestamp with time zone default timestamp with time zone '9999-12-31 00:00:00+00' not null,
    -- null for a token that never ends
    end_reason          varchar(30),
    -- null when the token expires, or the server ends it
    ended_by_id         bigint,
    -- for a replaced value: it ends when the new value is first used, at ends_at at the latest
    until_first_use     boolean default false      not null,
    -- whether it holds its name: until it is revoked or replaced
    holds_name          boolean default true       not null,
    held_name           varchar(100) ${codepoints} generated always as (case when holds_name then name end) ${stored},
    last_used_at        timestamp with time zone,
    -- Without nulls, for the order of lists: unused tokens come first, and tokens without expiration last.
    last_use_order      timestamp with time zone
        generated always as (coalesce(last_used_at, timestamp with time zone '1970-01-01 00:00:00Z')) ${stored},
    expiration_order    date generated always as (coalesce(expires_on, date '9999-12-31')) ${stored},
    last_used_address   varchar(45),
    last_used_agent     varchar(200),
    -- calls with the token after its end
    dead_uses           bigint default 0           not null,
    last_dead_use_at    timestamp with time zone,
    constraint uq_access_token_hash unique (hash),
    constraint uq_access_token_held_name unique (user_id, held_name),
    constraint fk_access_token_user foreign key (user_id) references users (id),
    constraint fk_access_token_created_by foreign key (created_by_id) references users (id),
    constraint fk_access_token_ended_by foreign key (ended_by_id) references users (id),
    constraint ck_access_token_hash check (octet_length(hash) = 32),
    constraint ck_access_token_type check (type in ('USER_TOKEN', 'GLOBAL_ANALYSIS_TOKEN', 'PROJECT_ANALYSIS_TOKEN')),
    constraint ck_access_token_project check
        ((type = 'PROJECT_ANALYSIS_TOKEN') = (project_key is not null) and (project_key is null) = (project_name is null)),
    constraint ck_access_token_end_reason check (end_reason in
        ('EXPIRED', 'ROTATED', 'OWNER', 'ADMINISTRATOR', 'USER_DEACTIVATED', 'PROJECT_DELETED', 'POLICY', 'LEAKED')),
    constraint ck_access_token_end
        check (end_reason is not null or ends_at = timestamp with time zone '9999-12-31 00:00:00+00'),
    constraint ck_access_token_holds_name check (not holds_name or end_reason is null or end_reason = 'EXPIRED')
);

create index ix_access_token_project on access_token (project_key);
create index ix_access_token_replaces on access_token (replaces_id);
alter table access_token add constraint fk_access_token_replaces foreign key (replaces_id)
    references access_token (id) on delete set null;

-- The inventory walks one of these whatever it filters by, and continues after the last row with one comparison. Each has the direction
-- that readers choose most. ix_users_login serves the order by owner.
create index ix_access_token_created on access_token (created_at desc, id desc);
create index ix_access_token_last_used on access_token (last_use_order, id);
create index ix_access_token_name on access_token (name, id);
create index ix_access_token_expires on access_token (expiration_order, id);

-- The addresses that used a token on each of the last 30 days.
create table token_use (
    token_id     bigint                   not null,
    used_on      date                     not null,
    address      varchar(45)              not null,
    -- of the last use
    agent        varchar(200),
    -- counts at most one use a minute
    uses         integer                  not null,
    last_used_at timestamp with time zone not null,
    constraint pk_token_use primary key (token_id, used_on, address),
    constraint fk_token_use_token foreign key (token_id) references access_token (id) on delete cascade
);

-- The descent of tokens. All values of a token are one line, identified by the first. A row outlives its token: otherwise, deleting
-- a token would cut off its descendants.
create table token_descent (
    token_id       bigint not null primary key,
    line_id        bigint not null,
    -- the line of the token that generated or rotated it; null without one, and for a token that rotated itself
    parent_line_id bigint
);

create index ix_token_descent_line on token_descent (line_id);
create index ix_token_descent_parent on token_descent (parent_line_id);

-- Tokens of deactivated users and deleted projects that are still to be revoked: too many for the transaction of the decision. The
-- server refuses them already.
create sequence pending_revocation_id increment by 50 start with 50;

create table pending_revocation (
    id          bigint      not null primary key,
    user_id     bigint,
    project_key varchar(400) ${codepoints},
    reason      varchar(30) not null,
    -- the actor of the decision
    by_id       bigint      not null,
    by_token_id bigint,
    channel     varchar(10) not null,
    address     varchar(100),
    constraint fk_pending_revocation_user foreign key (user_id) references users (id),
    constraint fk_pending_revocation_by foreign key (by_id) references users (id),
    constraint ck_pending_revocation_of check ((user_id is null) <> (project_key is null))
);


-- Token policy --------------------------------------------------------------------------------------------------------

-- Settings that an administrator changed; all others have their default.
create table setting (
    setting_key   varchar(100) ${codepoints} not null primary key,
    setting_value varchar(100)               not null,
    version       integer                    not null
);

-- A shared lock: generating a token locks one of these rows, changing the policy locks all.
create table policy_lock (id integer not null primary key);
insert into policy_lock (id) values (1), (2), (3), (4), (5), (6), (7), (8);


-- Notices -------------------------------------------------------------------------------------------------------------

-- Mail to send: written in the transaction of the change that causes it, and sent afterwards.
create sequence notice_id increment by 50 start with 50;

create table notice (
    id              bigint                     not null primary key,
    version         integer                    not null,
    kind            varchar(30)                not null,
    -- identifies the cause, so that each notice exists once
    occasion        varchar(100) ${codepoints} not null,
    recipient_id    bigint                     not null,
    -- null for the server itself
    caused_by_id    bigint,
    -- the name of the token that authenticated the call; null without one
    caused_by_token varchar(100) ${codepoints},
    -- No foreign key: the notice outlives the token.
    token_id        bigint                     not null,
    token_name      varchar(100)               not null,
    -- the token's day of expiration, in UTC
    expires_on      date,
    -- why the token was revoked, or the new address that used it
    detail          varchar(60),
    created_at      timestamp with time zone   not null,
    state           varchar(10)                not null,
    -- how often a server has tried to send it
    attempts        integer                    not null,
    -- Not to be sent before. A server that sends it first moves this ahead, so that no other server sends it too.
    next_attempt_at timestamp with time zone   not null,
    last_error      varchar(500),
    -- when it was sent, skipped or given up
    done_at         timestamp with time zone,
    constraint uq_notice_occasion unique (occasion),
    constraint fk_notice_caused_by foreign key (caused_by_id) references users (id),
    constraint ck_notice_state check (state in ('PENDING', 'SENT', 'SKIPPED', 'FAILED')),
    constraint ck_notice_done check ((state = 'PENDING') = (done_at is null))
);

-- in this order: due notices, the list, reminders of a token, anonymizing a user, deleting old notices
create index ix_notice_due on notice (state, next_attempt_at);
create index ix_notice_state on notice (state, created_at desc, id desc);
create index ix_notice_token on notice (token_id, kind);
create index ix_notice_recipient on notice (recipient_id);
create index ix_notice_created_at on notice (created_at);
alter table notice add constraint fk_notice_recipient foreign key (recipient_id) references users (id);


-- Background tasks ----------------------------------------------------------------------------------------------------

-- Work that takes longer than a request, with its progress.
create sequence background_task_id increment by 50 start with 50;

create table background_task (
    id                    bigint                    not null primary key,
    version               integer                   not null,
    kind                  varchar(40) ${codepoints} not null,
    -- parameters of the kind of work
    parameters            varchar(4000)             not null,
    started_by_id         bigint                    not null,
    -- The token or session that started it; null without. No foreign keys: the task may outlive the token, and the row of a session
    -- disappears when the session ends, which the task looks for.
    started_by_token_id   bigint,
    started_by_session_id bigint,
    channel               varchar(10)               not null,
    address               varchar(100),
    started_at            timestamp with time zone  not null,
    total                 integer                   not null,
    -- how many of them are processed, and how many of those failed
    done                  integer                   not null,
    failed                integer                   not null,
    -- where the next batch begins; null at the beginning
    cursor                varchar(400),
    state                 varchar(10)               not null,
    -- when a server last worked on it; null before the first
    heartbeat             timestamp with time zone,
    ended_at              timestamp with time zone,
    -- allows one running task of each kind
    running_kind          varchar(40) ${codepoints} generated always as (case when state = 'RUNNING' then kind end) ${stored},
    constraint uq_background_task_running_kind unique (running_kind),
    constraint fk_background_task_started_by foreign key (started_by_id) references users (id),
    constraint ck_background_task_state check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'LAPSED')),
    constraint ck_background_task_ended check ((state = 'RUNNING') = (ended_at is null))
);

create index ix_background_task_kind on background_task (kind, id);
create index ix_background_task_state on background_task (state, id);

-- Daily jobs: the last day that is done, and until when the server that claimed the next one may take.
create table daily_job (
    name          varchar(50) ${codepoints} not null primary key,
    done_on       date,
    claimed_until timestamp with time zone
);

insert into daily_job (name) values ('tokens'), ('sessions'), ('notices'), ('user_imports'), ('audit log');


-- Import of users -----------------------------------------------------------------------------------------------------

-- Uploaded files of users, for preview and import; deleted after a day.
create sequence user_import_id increment by 50 start with 50;

create table user_import (
    id             bigint                   not null primary key,
    created_by_id  bigint                   not null,
    created_at     timestamp with time zone not null,
    -- how many lines have each outcome
    creates        integer                  not null,
    updates        integer                  not null,
    unchanged      integer                  not null,
    faulty         integer                  not null,
    administrators integer default 0        not null,
    -- null until the import starts
    task_id        bigint,
    constraint fk_user_import_task foreign key (task_id) references background_task (id)
);

create index ix_user_import_created_by on user_import (created_by_id);
create index ix_user_import_created_at on user_import (created_at);
alter table user_import add constraint fk_user_import_created_by foreign key (created_by_id) references users (id);

create table user_import_line (
    import_id     bigint                not null,
    -- of the line in the file, from 1
    number        integer               not null,
    -- as in the file, cut where it is too long to be valid
    login         varchar(300)          not null,
    name          varchar(300)          not null,
    email         varchar(300)          not null,
    group_names   varchar(2000)         not null,
    outcome       varchar(10)           not null,
    -- message keys and arguments, as JSON
    faults        varchar(4000)         not null,
    -- the user who had the login when the file was read; null for a new one
    user_id       bigint,
    -- whether it makes the user an administrator, which has to be confirmed
    administrator boolean default false not null,
    constraint pk_user_import_line primary key (import_id, number),
    constraint fk_user_import_line_import foreign key (import_id) references user_import (id) on delete cascade,
    constraint ck_user_import_line_outcome check (outcome in ('CREATE', 'UPDATE', 'UNCHANGED', 'FAULT'))
);

create index ix_user_import_line_outcome on user_import_line (import_id, outcome, number);
create index ix_user_import_line_administrator on user_import_line (import_id, administrator, number);


-- Audit log -----------------------------------------------------------------------------------------------------------

-- The heads of the chains. A transaction that writes entries locks a free one until it ends.
create table audit_chain (
    id             smallint         not null primary key,
    length         bigint           not null,
    -- SHA-256 of the last entry; null without entries
    hash           ${bytes},
    -- the last position that retention covers, and its hash; batches delete the entries afterwards
    forgotten      bigint default 0 not null,
    forgotten_hash ${bytes},
    constraint ck_audit_chain_hash check ((length = 0) = (hash is null)),
    constraint ck_audit_chain_forgotten check (forgotten between 0 and length and (forgotten = 0) = (forgotten_hash is null))
);

insert into audit_chain (id, length)
values (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 0), (12, 0), (13, 0), (14, 0), (15, 0), (16, 0),
       (17, 0), (18, 0), (19, 0), (20, 0), (21, 0), (22, 0), (23, 0), (24, 0), (25, 0), (26, 0), (27, 0), (28, 0), (29, 0), (30, 0), (31, 0), (32, 0);

-- Written once and never changed. It names its subjects by id, without foreign keys, and outlives them.
create table audit_entry (
    -- No foreign key: H2 would add an index of the chain alone, and prefer it to the primary key.
    chain          smallint                 not null,
    position       bigint                   not null,
    occurred_at    timestamp with time zone not null,
    actor_id       bigint,
    -- the token that authenticated the actor; null without one
    actor_token_id bigint,
    channel        varchar(10)              not null,
    address        varchar(45),
    action         varchar(60)              not null,
    refused        boolean                  not null,
    user_id        bigint,
    thing          varchar(30),
    thing_id       bigint,
    thing_name     varchar(400),
    -- thing_name, folded; not part of the hash
    search_text    varchar(1200),
    -- a canonical JSON object with text values
    details        varchar(20000)           not null,
    previous_hash  ${bytes}                 not null,
    hash           ${bytes}                 not null,
    constraint pk_audit_entry primary key (chain, position),
    constraint ck_audit_entry_chain check (chain between 1 and 32),
    constraint ck_audit_entry_position check (position > 0),
    constraint ck_audit_entry_channel check (channel in ('PAGE', 'API', 'SERVER')),
    constraint ck_audit_entry_hashes check (octet_length(previous_hash) = 32 and octet_length(hash) = 32)
);

-- A list has at most one of these filters, the newest entry first.
create index ix_audit_entry_occurred on audit_entry (occurred_at desc, chain desc, position desc${searched});
create index ix_audit_entry_actor on audit_entry (actor_id, occurred_at desc, chain desc, position desc${searched});
create index ix_audit_entry_user on audit_entry (user_id, occurred_at desc, chain desc, position desc${searched});
create index ix_audit_entry_action on audit_entry (action, occurred_at desc, chain desc, position desc${searched});
create index ix_audit_entry_refused on audit_entry (refused, occurred_at desc, chain desc, position desc${searched});
create index ix_audit_entry_channel on audit_entry (channel, occurred_at desc, chain desc, position desc${searched});

-- entries about a token, as the actor's or as the subject
create index ix_audit_entry_actor_token on audit_entry (actor_token_id);
create index ix_audit_entry_thing_id on audit_entry (thing_id);

-- Signed heads of all chains at one moment; the line has the format of the export.
create table audit_seal (
    id        bigint generated always as identity primary key,
    sealed_at timestamp with time zone not null,
    line      varchar(8000)            not null
);
