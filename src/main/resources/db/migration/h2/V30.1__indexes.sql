-- Most tokens are active. H2 would read all of them by this index for "ends_at > ?" and sort them, in the list that is asked for most.
drop index ix_access_token_ends_at;
