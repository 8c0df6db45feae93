-- Search finds a text anywhere in another one, which a B-tree cannot. pg_trgm is a trusted extension: the database's owner may create
-- it.
create extension if not exists pg_trgm;
create index ix_users_search on users using gin (search_text gin_trgm_ops);
create index ix_audit_entry_name on audit_entry using gin (search_text gin_trgm_ops);

-- for lists of ended tokens, which are few among many, and for deleting old ones
create index ix_access_token_ends_at on access_token (ends_at);

-- Protects the audit log from mistakes: entries can only be added, chains only grow, and only entries past their retention can be
-- deleted. The owner of the tables can disable this; the hashes reveal what was changed.
create function audit_log_is_append_only() returns trigger language plpgsql as
$$
begin
    raise exception 'The audit log is append-only: % of % is refused', lower(tg_op), tg_table_name;
end
$$;

create function audit_entry_is_kept() returns trigger language plpgsql as
$$
begin
    if old.position > (select forgotten from audit_chain where id = old.chain) then
        raise exception 'The audit log is append-only: delete of audit_entry is refused';
    end if;
    return old;
end
$$;

create trigger audit_entry_append_only before update or truncate on audit_entry
    for each statement execute function audit_log_is_append_only();
create trigger audit_entry_kept before delete on audit_entry
    for each row execute function audit_entry_is_kept();
create trigger audit_chain_append_only before insert or delete or truncate on audit_chain
    for each statement execute function audit_log_is_append_only();
create trigger audit_chain_grows before update on audit_chain
    for each row when (new.id <> old.id or new.length < old.length or new.forgotten < old.forgotten
                       or (new.length = old.length and new.forgotten = old.forgotten)
                       or (new.length = old.length and new.hash is distinct from old.hash))
    execute function audit_log_is_append_only();
create trigger audit_seal_append_only before update or delete or truncate on audit_seal
    for each statement execute function audit_log_is_append_only();
