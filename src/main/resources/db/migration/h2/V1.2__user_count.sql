-- The number of users. PostgreSQL keeps it in a table; the small teams of H2 have few users to count.
create view user_count as
select active, count(*) as n from users group by active;
