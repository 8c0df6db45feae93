-- The number of changes that may change whom a search finds, so that a number of users found before is known to be still right. Committed
-- changes are never lost when rows are added up, so the sum only grows.
alter table user_count add changes bigint default 1 not null;

create view user_change as select coalesce(sum(changes), 0) as changes from user_count;

create or replace function add_up_user_count() returns void language plpgsql as
$$
begin
    if random() < 0.01 then
        with former as (delete from user_count
                        where ctid = any (array(select ctid from user_count for update skip locked))
                        returning active, n, changes)
        insert into user_count (active, n, changes)
        select active, sum(n), sum(changes) from former group by active;
    end if;
end
$$;

create function count_change_of_text() returns trigger language plpgsql as
$$
begin
    insert into user_count (active, n)
    values (new.active, 0);
    perform add_up_user_count();
    return null;
end
$$;

create trigger users_text_changed after update of search_text on users
    for each row when (new.search_text <> old.search_text) execute function count_change_of_text();
