-- The service account whose token the mail is about; null for a token of the recipient.
alter table notice add account_id bigint;

create index ix_notice_account on notice (account_id);

alter table notice add constraint fk_notice_account foreign key (account_id) references users (id);

-- Each member of the group gets a mail of its own, so the occasion has the recipient, too.
alter table notice alter column occasion set data type varchar(130) ${codepoints};
