-- PostgreSQL looks for a text in an index of its own; H2 has none of that kind, and reads the text of everybody. It reads it
-- three times as fast out of the index that it goes along for the order.
drop index ix_users_active_login;
drop index ix_users_active_name;
drop index ix_users_active_last_connection;
create index ix_users_active_login on users (active, login, search_text);
create index ix_users_active_name on users (active, name, login, search_text);
create index ix_users_active_last_connection on users (active, last_connection_at nulls first, login, search_text);

-- H2 guesses from a few rows how many an index would find. Of a user with many tokens, or a name that many tokens have, it
-- guesses badly, and took every token that is not revoked for fewer than those of a user: so there is no index of the first,
-- which is missed once a night, and one that no other can look better than for the second.
drop index ix_access_token_revoked_at;
create index ix_access_token_user_name on access_token (user_id, name);
