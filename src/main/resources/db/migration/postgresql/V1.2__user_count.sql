-- The number of users, so that a page of users does not count them: the sum of n. Transactions add rows instead of changing one, because
-- they would wait for each other; about one in a hundred adds the rows up that no other transaction holds.
create table user_count (
    active boolean not null,
    n      bigint  not null
);

insert into user_count (active, n)
select active, count(*) from users group by active;

create function add_up_user_count() returns void language plpgsql as
$$
begin
    if random() < 0.01 then
        with former as (delete from user_count
                        where ctid = any (array(select ctid from user_count for update skip locked))
                        returning active, n)
        insert into user_count (active, n)
        select active, sum(n) from former group by active;
    end if;
end
$$;

create function count_added_users() returns trigger language plpgsql as
$$
begin
    insert into user_count (active, n)
    select active, count(*) from added group by active;
    perform add_up_user_count();
    return null;
end
$$;

create function count_changed_user() returns trigger language plpgsql as
$$
begin
    insert into user_count (active, n)
    values (old.active, -1);
    if tg_op = 'UPDATE' then
        insert into user_count (active, n)
        values (new.active, 1);
    end if;
    perform add_up_user_count();
    return null;
end
$$;

create trigger users_added after insert on users
    referencing new table as added for each statement execute function count_added_users();
create trigger users_changed after update of active on users
    for each row when (new.active <> old.active) execute function count_changed_user();
create trigger users_removed after delete on users
    for each row execute function count_changed_user();
