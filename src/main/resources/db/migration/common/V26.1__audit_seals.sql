-- Up to where a chain is forgotten, and the hash of the last entry that is; the entries themselves go batch by batch.
alter table audit_chain add column forgotten bigint default 0 not null;
alter table audit_chain add column forgotten_hash ${bytes};
alter table audit_chain add constraint ck_audit_chain_forgotten
    check (forgotten between 0 and length and (forgotten = 0) = (forgotten_hash is null));

-- Where the chains ended at a moment, signed; the line is as it is exported and sent out.
create table audit_seal (
    id        bigint generated always as identity primary key,
    sealed_at timestamp with time zone not null,
    line      varchar(8000)            not null
);

insert into daily_job (name) values ('audit log');
