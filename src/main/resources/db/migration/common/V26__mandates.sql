-- With which session somebody came who started the task; null when it was none. Without a foreign key: a session that has ended
-- has no row, and that is what is asked.
alter table background_task add column started_by_session_id bigint;
alter table background_task drop constraint ck_background_task_state;
alter table background_task add constraint ck_background_task_state
    check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'LAPSED'));
