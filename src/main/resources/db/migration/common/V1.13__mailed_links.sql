-- Whether the link goes by mail. It has a hash from the first mail on, and another one after each.
alter table one_time_link add column mailed boolean default false not null;

-- those that a user created
create index ix_one_time_link_created_by on one_time_link (created_by_id);

create sequence password_request_id increment by 50 start with 50;

-- What somebody who forgot the password typed, for the seconds until the server looks for the user.
create table password_request (
    id           bigint                   not null primary key,
    typed        varchar(255) ${codepoints} not null,
    address      varchar(45)              not null,
    requested_at timestamp with time zone not null
);
