create sequence scope_id increment by 50 start with 1000;

-- What a token may be limited to. Latchkey's own are dev.latchkey.scope.OwnScope, the others are registered.
create table scope (
    id                  bigint                     not null primary key,
    version             integer                    not null,
    -- null once deleted, so that a later scope of that name is another one: tokens keep the id
    name                varchar(100) ${codepoints},
    description         varchar(255)               not null,
    administrators_only boolean                    not null,
    -- name and description, folded
    search_text         varchar(1066)              not null,
    created_at          timestamp with time zone   not null,
    constraint uq_scope_name unique (name)
);

insert into scope (id, version, name, description, administrators_only, search_text, created_at)
values (1, 1, 'latchkey:read', '', false, 'latchkey:read', current_timestamp),
       (2, 1, 'latchkey:tokens', '', false, 'latchkey:tokens', current_timestamp),
       (3, 1, 'latchkey:users', '', true, 'latchkey:users', current_timestamp),
       (4, 1, 'latchkey:audit', '', true, 'latchkey:audit', current_timestamp),
       (5, 1, 'latchkey:settings', '', true, 'latchkey:settings', current_timestamp),
       (6, 1, 'latchkey:introspect', '', true, 'latchkey:introspect', current_timestamp),
       (7, 1, 'latchkey:metrics', '', true, 'latchkey:metrics', current_timestamp);

-- Whether the token is limited to its scopes. It stays so when they are deleted.
alter table access_token add column scoped boolean default false not null;

create table token_scope (
    token_id bigint not null,
    scope_id bigint not null,
    constraint pk_token_scope primary key (token_id, scope_id),
    constraint fk_token_scope_token foreign key (token_id) references access_token (id) on delete cascade,
    constraint fk_token_scope_scope foreign key (scope_id) references scope (id)
);

create index ix_token_scope_scope on token_scope (scope_id, token_id);
