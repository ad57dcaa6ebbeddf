-- The facts found in a plan, one row a plan: the analyser's own record, from which an answer can be given again.
create table analyses (
    plan_id      uuid primary key,
    plan_hash    text        not null,
    client       text        not null,
    module       text        not null,
    environment  text,
    risk_level   text        not null,
    risk_score   int         not null,
    requires_cab boolean     not null,
    summary      text        not null,
    counts       jsonb       not null,
    analyzed_at  timestamptz not null default now()
);
create index analyses_place on analyses (client, module, analyzed_at desc);
