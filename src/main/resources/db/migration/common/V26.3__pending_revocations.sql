-- What is left to be revoked of a deactivated user or a deleted project: too much for the transaction in which it was decided.
-- The tokens are refused already.
create sequence pending_revocation_id increment by 50 start with 50;

create table pending_revocation (
    id          bigint      not null primary key,
    user_id     bigint,
    project_key varchar(400) ${codepoints},
    reason      varchar(30) not null,
    -- who decided it, with what and from where
    by_id       bigint      not null,
    by_token_id bigint,
    channel     varchar(10) not null,
    address     varchar(100),
    constraint fk_pending_revocation_user foreign key (user_id) references users (id),
    constraint fk_pending_revocation_by foreign key (by_id) references users (id),
    constraint ck_pending_revocation_of check ((user_id is null) <> (project_key is null))
);
