-- The one-time link that the mail brings; null for other mail. No foreign key: the notice outlives the link. The secret of the
-- link is made for each attempt to send the mail, and is in the mail only.
alter table notice add column link_id bigint;

alter table notice alter column token_id drop not null;
alter table notice alter column token_name drop not null;
alter table notice add constraint ck_notice_token check
    ((token_id is null) = (token_name is null) and (token_id is null or link_id is null));

-- due notices of links, which go first
create index ix_notice_link on notice (state, link_id);
