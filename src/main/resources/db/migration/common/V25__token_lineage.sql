-- The token with which this one was generated or rotated; null without one. No foreign key: it is shown after that token is forgotten.
alter table access_token add column created_by_token_id bigint;
-- When the first value of a rotated token was generated; null for a first value.
alter table access_token add column first_generated_at timestamp with time zone;

-- Which token comes from which. The values that a token gets by rotation are one line, named after the first of them. A row
-- outlives its token, because what comes from it may: without it, forgetting a token in between would cut the line off.
create table token_descent (
    token_id       bigint not null primary key,
    line_id        bigint not null,
    -- the line of the token with which it was generated or rotated; null without one, and for a token that rotated itself
    parent_line_id bigint
);
create index ix_token_descent_line on token_descent (line_id);
create index ix_token_descent_parent on token_descent (parent_line_id);

-- Tokens that were rotated before: each step looks twice as far back as the one before.
insert into token_descent (token_id, line_id) select id, replaces_id from access_token where replaces_id is not null;
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update token_descent set line_id = (select d.line_id from token_descent d where d.token_id = token_descent.line_id)
    where line_id in (select d.token_id from token_descent d);
update access_token set first_generated_at = (select f.created_at from token_descent d
    join access_token f on f.id = d.line_id where d.token_id = access_token.id) where replaces_id is not null;

-- A lock that many may share: generating a token holds one of these rows, changing the policy holds all.
create table policy_lock (id integer not null primary key);
insert into policy_lock (id) values (1), (2), (3), (4), (5), (6), (7), (8);

-- The audit log is searched by token: the one that was used, or the one that it happened to.
create index ix_audit_entry_actor_token on audit_entry (actor_token_id);
create index ix_audit_entry_thing_id on audit_entry (thing_id);

-- With which token it was done; null without one.
alter table notice add column caused_by_token varchar(100) ${codepoints};
