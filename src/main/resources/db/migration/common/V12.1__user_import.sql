-- Files of users that are looked at and imported; forgotten a day later.
create sequence user_import_id increment by 50 start with 50;

create table user_import (
    id            bigint                   not null primary key,
    created_by_id bigint                   not null,
    created_at    timestamp with time zone not null,
    -- what becomes of how many of its lines
    creates       integer                  not null,
    updates       integer                  not null,
    unchanged     integer                  not null,
    faulty        integer                  not null,
    -- null until it is wanted
    task_id       bigint,
    constraint fk_user_import_created_by foreign key (created_by_id) references users (id),
    constraint fk_user_import_task foreign key (task_id) references background_task (id)
);

create index ix_user_import_created_by on user_import (created_by_id);
create index ix_user_import_created_at on user_import (created_at);

create table user_import_line (
    import_id   bigint        not null,
    -- of the file, from 1
    number      integer       not null,
    -- what stands there, cut where nobody could use it anyway
    login       varchar(300)  not null,
    name        varchar(300)  not null,
    email       varchar(300)  not null,
    group_names varchar(2000) not null,
    outcome     varchar(10)   not null,
    -- keys of messages and what they are about, as JSON
    faults      varchar(4000) not null,
    constraint pk_user_import_line primary key (import_id, number),
    constraint fk_user_import_line_import foreign key (import_id) references user_import (id) on delete cascade,
    constraint ck_user_import_line_outcome check (outcome in ('CREATE', 'UPDATE', 'UNCHANGED', 'FAULT'))
);

create index ix_user_import_line_outcome on user_import_line (import_id, outcome, number);

insert into daily_job (name) values ('user_imports');
