-- An index alone tells which logins a page skips only while the database knows their pages as visible to everyone, which each recorded
-- connection undoes and a vacuum restores: after a hundredth of the users instead of a fifth.
alter table users set (autovacuum_vacuum_scale_factor = 0.01);
