-- The networks of the token that a link offers, as in access_token.
alter table one_time_link add column networks varchar(1000);
