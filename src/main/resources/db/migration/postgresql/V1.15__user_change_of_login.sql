-- A login in another case has another place in the lists by login, though its folded text stays the same.
drop trigger users_text_changed on users;
create trigger users_text_changed after update of login, search_text on users
    for each row when (new.login <> old.login or new.search_text <> old.search_text) execute function count_change_of_text();
