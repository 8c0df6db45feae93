-- The open pages of a session, so that any server can answer their next request.
create table open_page (
    -- SHA-256 of the page's key, which only the page has
    hash       ${bytes}                 not null primary key,
    session_id bigint                   not null,
    -- sealed with the key
    state      ${large_bytes}           not null,
    used_at    timestamp with time zone not null,
    constraint fk_open_page_session foreign key (session_id) references user_session (id) on delete cascade,
    constraint ck_open_page_hash check (octet_length(hash) = 32),
    constraint ck_open_page_state check (octet_length(state) <= 1048576)
);

create index ix_open_page_session on open_page (session_id, used_at);
