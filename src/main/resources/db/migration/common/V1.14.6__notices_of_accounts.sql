-- Where the mail goes instead of to the present address of its recipient; gone once it is sent.
alter table notice add column address varchar(100);
