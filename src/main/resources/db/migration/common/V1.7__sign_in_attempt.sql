-- Attempts to sign in, counted for all servers together.
create table sign_in_attempt (
    -- SHA-256 of what the limit is about, a login or a network
    hash    ${bytes} not null primary key,
    -- when all attempts that were taken are back, in milliseconds since 1970; deleted some time after that
    back_at bigint   not null,
    constraint ck_sign_in_attempt_hash check (octet_length(hash) = 32)
);

create index ix_sign_in_attempt_back_at on sign_in_attempt (back_at);
