-- H2 estimates from a few rows how many an index finds, and misjudges users with many tokens and names of many tokens. This index
-- serves both. H2 gets no index of ends_at: it would prefer that to the order of a list.
create index ix_access_token_user_name on access_token (user_id, name);
