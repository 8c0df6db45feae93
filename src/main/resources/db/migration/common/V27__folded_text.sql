-- What is looked for is folded by the application (dev.latchkey.shared.Text): a database folds as its locale says, and not every
-- letter. A folded text is at most three times as long as what it is made of.

-- Logins that differ in case alone are one: letters of ASCII, which every database folds alike.
alter table users add column folded_login varchar(255) ${codepoints} generated always as (lower(login)) ${stored};
alter table users drop constraint uq_users_login;
alter table users add constraint uq_users_login unique (folded_login);

-- name and description
alter table user_group add column search_text varchar(1366);
update user_group set search_text = lower(name || chr(10) || coalesce(description, ''));
alter table user_group alter column search_text set not null;

-- key and name
alter table project add column search_text varchar(1166);
update project set search_text = lower(project_key || chr(10) || name);
alter table project alter column search_text set not null;

-- the name of what an entry is about; no part of the proof
alter table audit_entry add column search_text varchar(1200);
