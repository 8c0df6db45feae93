-- What a chain has forgotten may be deleted, and what is forgotten only grows.
create function audit_entry_is_kept() returns trigger language plpgsql as
$$
begin
    if old.position > (select forgotten from audit_chain where id = old.chain) then
        raise exception 'The audit log is append-only: delete of audit_entry is refused';
    end if;
    return old;
end
$$;

drop trigger audit_entry_append_only on audit_entry;
create trigger audit_entry_append_only before update or truncate on audit_entry
    for each statement execute function audit_log_is_append_only();
create trigger audit_entry_kept before delete on audit_entry
    for each row execute function audit_entry_is_kept();

drop trigger audit_chain_grows on audit_chain;
create trigger audit_chain_grows before update on audit_chain
    for each row when (new.id <> old.id or new.length < old.length or new.forgotten < old.forgotten
                       or (new.length = old.length and new.forgotten = old.forgotten)
                       or (new.length = old.length and new.hash is distinct from old.hash))
    execute function audit_log_is_append_only();

create trigger audit_seal_append_only before update or delete or truncate on audit_seal
    for each statement execute function audit_log_is_append_only();
