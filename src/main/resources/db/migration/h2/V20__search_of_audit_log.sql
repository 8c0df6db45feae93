-- A text is looked for in the name of every entry that fits otherwise, the newest first: read out of the index that the list goes
-- along, many times as quick as out of the entries.
drop index ix_audit_entry_occurred;
drop index ix_audit_entry_actor;
drop index ix_audit_entry_user;
drop index ix_audit_entry_action;
drop index ix_audit_entry_refused;
drop index ix_audit_entry_channel;
create index ix_audit_entry_occurred on audit_entry (occurred_at desc, chain desc, position desc, thing_name);
create index ix_audit_entry_actor on audit_entry (actor_id, occurred_at desc, chain desc, position desc, thing_name);
create index ix_audit_entry_user on audit_entry (user_id, occurred_at desc, chain desc, position desc, thing_name);
create index ix_audit_entry_action on audit_entry (action, occurred_at desc, chain desc, position desc, thing_name);
create index ix_audit_entry_refused on audit_entry (refused, occurred_at desc, chain desc, position desc, thing_name);
create index ix_audit_entry_channel on audit_entry (channel, occurred_at desc, chain desc, position desc, thing_name);
