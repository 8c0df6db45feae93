-- The heads of the chains. A transaction that has something to say takes one that is free, and holds it until it ends.
create table audit_chain (
    id     smallint not null primary key,
    length bigint   not null,
    -- SHA-256 of the last entry; null as long as there is none
    hash   ${bytes},
    constraint ck_audit_chain_hash check ((length = 0) = (hash is null))
);

insert into audit_chain (id, length)
values (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 0), (12, 0), (13, 0), (14, 0), (15, 0), (16, 0),
       (17, 0), (18, 0), (19, 0), (20, 0), (21, 0), (22, 0), (23, 0), (24, 0), (25, 0), (26, 0), (27, 0), (28, 0), (29, 0), (30, 0), (31, 0), (32, 0);

-- Written once and never changed. Users stand here by id alone, and without a foreign key: what was written stays.
create table audit_entry (
    chain         smallint                 not null,
    position      bigint                   not null,
    occurred_at   timestamp with time zone not null,
    actor_id      bigint,
    channel       varchar(10)              not null,
    address       varchar(45),
    action        varchar(60)              not null,
    refused       boolean                  not null,
    user_id       bigint,
    thing         varchar(30),
    thing_id      bigint,
    thing_name    varchar(400),
    -- an object of texts as canonical JSON
    details       varchar(20000)           not null,
    previous_hash ${bytes}                 not null,
    hash          ${bytes}                 not null,
    constraint pk_audit_entry primary key (chain, position),
    constraint fk_audit_entry_chain foreign key (chain) references audit_chain (id),
    constraint ck_audit_entry_position check (position > 0),
    constraint ck_audit_entry_channel check (channel in ('PAGE', 'API', 'SERVER')),
    constraint ck_audit_entry_hashes check (octet_length(previous_hash) = 32 and octet_length(hash) = 32)
);

-- Every list is of all, of one who, of one whom, of one action, of what was refused, or of one way in, the newest first.
-- Descending, because H2 reads no index backwards.
create index ix_audit_entry_occurred on audit_entry (occurred_at desc, chain desc, position desc);
create index ix_audit_entry_actor on audit_entry (actor_id, occurred_at desc, chain desc, position desc);
create index ix_audit_entry_user on audit_entry (user_id, occurred_at desc, chain desc, position desc);
create index ix_audit_entry_action on audit_entry (action, occurred_at desc, chain desc, position desc);
create index ix_audit_entry_refused on audit_entry (refused, occurred_at desc, chain desc, position desc);
create index ix_audit_entry_channel on audit_entry (channel, occurred_at desc, chain desc, position desc);
