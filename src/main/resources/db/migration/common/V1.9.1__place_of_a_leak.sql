-- Notices of leaks say where a value was found.
alter table notice alter column detail set data type varchar(300);
