-- Which user a line is about, as its login said when the file was read; null for one who is to be created.
alter table user_import_line add column user_id bigint;
-- Whether the user becomes an administrator by it: that is shown apart, and has to be wanted.
alter table user_import_line add column administrator boolean default false not null;
alter table user_import add column administrators integer default 0 not null;
create index ix_user_import_line_administrator on user_import_line (import_id, administrator, number);
