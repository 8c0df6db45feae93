-- With which token somebody came who started the task; null when it was none. Without a foreign key: a token may be forgotten
-- before what it did.
alter table background_task add column started_by_token_id bigint;
