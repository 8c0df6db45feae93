create sequence project_id increment by 50 start with 50;

create table project (
    id          bigint                        not null primary key,
    version     integer                       not null,
    project_key varchar(400) ${codepoints}    not null,
    name        varchar(255) ${codepoints}    not null,
    created_at  timestamp with time zone      not null,
    constraint uq_project_key unique (project_key)
);

create index ix_project_name on project (name, project_key);

-- No foreign key: a token still says what it was for when its project is gone.
alter table access_token add column project_key varchar(400) ${codepoints};
alter table access_token add column project_name varchar(255);
alter table access_token add constraint ck_access_token_project
    check ((type = 'PROJECT_ANALYSIS_TOKEN') = (project_key is not null) and (project_key is null) = (project_name is null));

-- to revoke a project's tokens with it
create index ix_access_token_project on access_token (project_key);
