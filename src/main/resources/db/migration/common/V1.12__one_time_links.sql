create sequence one_time_link_id increment by 50 start with 50;

-- Links that are good for one thing, once: dev.latchkey.link.OneTimeLink describes their life.
create table one_time_link (
    id                  bigint                   not null primary key,
    version             integer                  not null,
    purpose             varchar(20)              not null,
    user_id             bigint                   not null,
    -- SHA-256 of the secret in the link, which is not stored; null until there is one
    hash                ${bytes},
    created_at          timestamp with time zone not null,
    -- null when the user asked for it
    created_by_id       bigint,
    -- the token that authenticated the call. No foreign key: as in access_token.
    created_by_token_id bigint,
    lapses_at           timestamp with time zone not null,
    claimed_at          timestamp with time zone,
    withdrawn_at        timestamp with time zone,
    -- the token that it offers
    token_name          varchar(100) ${codepoints},
    token_type          varchar(30),
    project_key         varchar(400) ${codepoints},
    expires_on          date,
    scoped              boolean default false    not null,
    constraint uq_one_time_link_hash unique (hash),
    constraint fk_one_time_link_created_by foreign key (created_by_id) references users (id),
    constraint ck_one_time_link_hash check (octet_length(hash) = 32),
    constraint ck_one_time_link_purpose check (purpose in ('TOKEN', 'INVITATION', 'PASSWORD')),
    constraint ck_one_time_link_token check
        ((purpose = 'TOKEN') = (token_name is not null) and (token_name is null) = (token_type is null)),
    constraint ck_one_time_link_end check (claimed_at is null or withdrawn_at is null)
);

-- in this order: those of a user, those that a token made, all open ones and the deletion of old ones
create index ix_one_time_link_user on one_time_link (user_id, lapses_at);
create index ix_one_time_link_created_by_token on one_time_link (created_by_token_id);
create index ix_one_time_link_lapses_at on one_time_link (lapses_at);
alter table one_time_link add constraint fk_one_time_link_user foreign key (user_id) references users (id);

create table one_time_link_scope (
    link_id  bigint not null,
    scope_id bigint not null,
    constraint pk_one_time_link_scope primary key (link_id, scope_id),
    constraint fk_one_time_link_scope_link foreign key (link_id) references one_time_link (id) on delete cascade,
    constraint fk_one_time_link_scope_scope foreign key (scope_id) references scope (id)
);

create index ix_one_time_link_scope_scope on one_time_link_scope (scope_id, link_id);

insert into daily_job (name) values ('links');
