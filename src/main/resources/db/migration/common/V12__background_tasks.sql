-- Work that takes longer than a request: how far it is, and where it goes on.
create sequence background_task_id increment by 50 start with 50;

create table background_task (
    id            bigint                       not null primary key,
    version       integer                      not null,
    kind          varchar(40) ${codepoints}    not null,
    -- what the work needs to know
    parameters    varchar(4000)                not null,
    started_by_id bigint                       not null,
    channel       varchar(10)                  not null,
    address       varchar(100),
    started_at    timestamp with time zone     not null,
    total         integer                      not null,
    -- how many of them have been dealt with, and how many of those in vain
    done          integer                      not null,
    failed        integer                      not null,
    -- where it goes on; null at the beginning
    cursor        varchar(400),
    state         varchar(10)                  not null,
    -- when a server last said that it is at it; null when none was yet
    heartbeat     timestamp with time zone,
    ended_at      timestamp with time zone,
    -- one at a time of a kind
    running_kind  varchar(40) ${codepoints} generated always as (case when state = 'RUNNING' then kind end) ${stored},
    constraint uq_background_task_running_kind unique (running_kind),
    constraint fk_background_task_started_by foreign key (started_by_id) references users (id),
    constraint ck_background_task_state check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    constraint ck_background_task_ended check ((state = 'RUNNING') = (ended_at is null))
);

create index ix_background_task_kind on background_task (kind, id);
create index ix_background_task_state on background_task (state, id);
