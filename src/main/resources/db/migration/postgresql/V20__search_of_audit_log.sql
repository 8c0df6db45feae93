-- A text is looked for anywhere in the name of what an entry is about.
create index ix_audit_entry_name on audit_entry using gin (lower(thing_name) gin_trgm_ops);
