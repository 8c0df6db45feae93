-- The group that owns a service account; null for a person. Persons have passwords and addresses, service accounts have neither.
alter table users add owner_group_id bigint;

create index ix_users_owner_group on users (owner_group_id, login);

alter table users add constraint fk_users_owner_group foreign key (owner_group_id) references user_group (id);
alter table users add constraint ck_users_owner_group check (owner_group_id is null
    or (password_hash is null and email is null and not must_change_password and first_password_until is null));
