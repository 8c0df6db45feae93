-- Serves "contains" searches, which no B-tree can. pg_trgm is a trusted extension: the database's owner may create it.
create extension if not exists pg_trgm;
create index ix_users_search on users using gin (search_text gin_trgm_ops);
