-- A password that somebody else has chosen for the user: at this moment it lapses. The user's own has none.
alter table users add column first_password_until timestamp with time zone;

update users set first_password_until = current_timestamp + interval '7' day where must_change_password = true;

-- Where users have signed in: a network, by page or by program, or a browser. Others' failures do not keep the user out there.
create table known_place (
    user_id      bigint   not null,
    -- SHA-256 of what tells the place; a browser's is random, and is nowhere else but in its cookie
    hash         ${bytes} not null,
    last_seen_on date     not null,
    constraint pk_known_place primary key (user_id, hash),
    constraint fk_known_place_user foreign key (user_id) references users (id),
    constraint ck_known_place_hash check (octet_length(hash) = 32)
);

-- What has not been seen for long is looked for once a day, and only to be removed.
create index ix_known_place_last_seen_on on known_place (last_seen_on);
