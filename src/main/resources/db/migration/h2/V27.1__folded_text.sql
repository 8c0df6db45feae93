alter table users alter column search_text set data type varchar(1157);

update audit_entry set search_text = lower(thing_name) where thing_name is not null;
-- as of V20, with the text that is looked through
drop index ix_audit_entry_occurred;
drop index ix_audit_entry_actor;
drop index ix_audit_entry_user;
drop index ix_audit_entry_action;
drop index ix_audit_entry_refused;
drop index ix_audit_entry_channel;
create index ix_audit_entry_occurred on audit_entry (occurred_at desc, chain desc, position desc, search_text);
create index ix_audit_entry_actor on audit_entry (actor_id, occurred_at desc, chain desc, position desc, search_text);
create index ix_audit_entry_user on audit_entry (user_id, occurred_at desc, chain desc, position desc, search_text);
create index ix_audit_entry_action on audit_entry (action, occurred_at desc, chain desc, position desc, search_text);
create index ix_audit_entry_refused on audit_entry (refused, occurred_at desc, chain desc, position desc, search_text);
create index ix_audit_entry_channel on audit_entry (channel, occurred_at desc, chain desc, position desc, search_text);
