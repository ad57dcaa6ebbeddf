-- One accepted request.
create table operations (
    id              uuid primary key,
    kind            text        not null,
    client          text        not null,
    status          text        not null default 'accepted' check (status in ('accepted', 'completed', 'failed')),
    idempotency_key text,
    request_hash    text        not null,
    plan_id         uuid,
    failure_code    text,
    failure_detail  text,
    failure_retryable boolean,
    created_at      timestamptz not null default now(),
    completed_at    timestamptz,
    -- two requests without a key are never the same: nulls are distinct
    unique (client, idempotency_key)
);
create index operations_created_at on operations (created_at desc);

-- What plan.analyzed told, ready to be answered from: one body for each of the three endpoints.
create table plans (
    id           uuid primary key,
    client       text        not null,
    module       text        not null,
    environment  text,
    team         text,
    pr_url       text,
    commit       text,
    run_url      text,
    plan_hash    text        not null,
    headline     text        not null,
    risk_level   text        not null,
    risk_score   int         not null,
    requires_cab boolean     not null,
    summary      json        not null,
    risk         json        not null,
    rollback     json        not null,
    analyzed_at  timestamptz not null default now()
);
create index plans_analyzed_at on plans (analyzed_at desc);
create index plans_place on plans (client, module, analyzed_at desc);
