-- What change.updated told last of each change request.
create table changes (
    id                text primary key,
    client            text        not null,
    module            text        not null,
    environment       text,
    plan_id           uuid,
    plan_hash         text        not null,
    fingerprint       text,
    risk_level        text        not null,
    change_type       text        not null,
    summary           text,
    pr_url            text,
    requested_by      text        not null,
    requested_by_name text        not null,
    requested_at      timestamptz not null,
    state             text        not null,
    approvals_needed  int         not null,
    approvals_given   int         not null,
    expires_at        timestamptz not null,
    updated_at        timestamptz not null
);
create index changes_requested_at on changes (client, requested_at desc);
alter table changes enable row level security, force row level security;
create policy of_the_callers_clients on changes using (sees_all() or client = any (seen_clients()));

-- The answer of an operation that is not about a plan.
alter table operations add column answer json;
