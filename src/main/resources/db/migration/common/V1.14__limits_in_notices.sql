-- The limits of a token that was generated or rotated, as the mail names them; null if it names none.
alter table notice add column scopes varchar(5200);
alter table notice add column networks varchar(1100);
