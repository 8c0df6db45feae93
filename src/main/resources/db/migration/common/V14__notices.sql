-- Mail that is to be sent: written in the transaction of the change that causes it, sent afterwards.
create sequence notice_id increment by 50 start with 50;

create table notice (
    id              bigint                     not null primary key,
    version         integer                    not null,
    kind            varchar(30)                not null,
    -- what it is about, so that each notice exists once
    occasion        varchar(100) ${codepoints} not null,
    recipient_id    bigint                     not null,
    -- who caused it; null for the server itself
    caused_by_id    bigint,
    -- No foreign key: what became of a token is told even when the token itself is forgotten.
    token_id        bigint                     not null,
    token_name      varchar(100)               not null,
    -- the token's day of expiration, in UTC
    expires_on      date,
    -- why the token was revoked, or the new address it was used from
    detail          varchar(60),
    created_at      timestamp with time zone   not null,
    state           varchar(10)                not null,
    -- how often a server has taken it to send it
    attempts        integer                    not null,
    -- not before; who takes it puts this so far off that nobody else takes it meanwhile
    next_attempt_at timestamp with time zone   not null,
    last_error      varchar(500),
    -- when it was sent, skipped or given up
    done_at         timestamp with time zone,
    constraint uq_notice_occasion unique (occasion),
    constraint fk_notice_recipient foreign key (recipient_id) references users (id),
    constraint fk_notice_caused_by foreign key (caused_by_id) references users (id),
    constraint ck_notice_state check (state in ('PENDING', 'SENT', 'SKIPPED', 'FAILED')),
    constraint ck_notice_done check ((state = 'PENDING') = (done_at is null))
);

-- what is due next; what is listed, the newest first; what a token's owner was told; whose it is; what is forgotten
create index ix_notice_due on notice (state, next_attempt_at);
create index ix_notice_state on notice (state, created_at desc, id desc);
create index ix_notice_token on notice (token_id, kind);
create index ix_notice_recipient on notice (recipient_id);
create index ix_notice_created_at on notice (created_at);

insert into daily_job (name) values ('notices');
