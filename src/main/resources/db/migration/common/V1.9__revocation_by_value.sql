-- Whoever has the value of a token may end it.
alter table access_token drop constraint ck_access_token_end_reason;
alter table access_token add constraint ck_access_token_end_reason check (end_reason in
    ('EXPIRED', 'ROTATED', 'OWNER', 'ADMINISTRATOR', 'USER_DEACTIVATED', 'PROJECT_DELETED', 'POLICY', 'LEAKED', 'HOLDER'));
