alter table users alter column search_text type varchar(1157);

alter table audit_entry disable trigger audit_entry_append_only;
update audit_entry set search_text = lower(thing_name) where thing_name is not null;
alter table audit_entry enable trigger audit_entry_append_only;
drop index ix_audit_entry_name;
drop index ix_audit_entry_thing_name;
create index ix_audit_entry_name on audit_entry using gin (search_text gin_trgm_ops);
