-- Serves the search by what the name of a thing contains.
create index ix_audit_entry_thing_name on audit_entry using gin (lower(thing_name) gin_trgm_ops);

-- A slip cannot harm the log: entries are inserted, and chains grow. Who owns the tables can switch this off, and is found
-- by the hashes.
create function audit_log_is_append_only() returns trigger language plpgsql as
$$
begin
    raise exception 'The audit log is append-only: % of % is refused', lower(tg_op), tg_table_name;
end
$$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
    for each statement execute function audit_log_is_append_only();
create trigger audit_chain_append_only before insert or delete or truncate on audit_chain
    for each statement execute function audit_log_is_append_only();
create trigger audit_chain_grows before update on audit_chain
    for each row when (new.id <> old.id or new.length <= old.length) execute function audit_log_is_append_only();
