-- Who is signed in, on whichever server: without its row a session is none.
create sequence user_session_id increment by 50 start with 50;

create table user_session (
    id           bigint                   not null primary key,
    user_id      bigint                   not null,
    -- SHA-256 of what the cookie holds; the value itself is nowhere
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

-- What is over is looked for once a day, and only to be removed.
create index ix_user_session_created_at on user_session (created_at);
create index ix_user_session_last_seen_at on user_session (last_seen_at);

insert into daily_job (name) values ('sessions');

-- Ended sessions have no row any more: no number on the user has to outdate them.
alter table users drop column session_version;
