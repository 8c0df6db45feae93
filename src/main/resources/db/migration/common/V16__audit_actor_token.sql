-- With which token somebody came who did something; null when it was none. Without a foreign key: what was written stays.
alter table audit_entry add column actor_token_id bigint;
