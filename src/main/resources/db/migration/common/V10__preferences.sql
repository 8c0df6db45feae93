-- How a user likes the pages.
alter table users add column language varchar(10) default 'BROWSER' not null;
alter table users add column appearance varchar(10) default 'SYSTEM' not null;
alter table users add constraint ck_users_language check (language in ('BROWSER', 'ENGLISH', 'GERMAN'));
alter table users add constraint ck_users_appearance check (appearance in ('SYSTEM', 'LIGHT', 'DARK'));
