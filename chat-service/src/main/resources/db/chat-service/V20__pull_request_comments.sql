-- The one comment of the hub at each pull request.
create table pull_request_comments (
    repository text        not null,
    number     int         not null,
    comment_id bigint      not null,
    head_sha   text        not null,
    updated_at timestamptz not null default now(),
    primary key (repository, number)
);
