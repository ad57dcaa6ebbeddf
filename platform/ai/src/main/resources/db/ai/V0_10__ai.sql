-- What models were used for, by all services; the columns are the published contract's, with the client and the cost.
create table ai_usage_log (
    use_id        uuid        primary key,
    used_at       timestamptz not null,
    client        text        not null,
    action        text        not null,
    entity_ref    text,
    team          text,
    input_tokens  int         not null,
    output_tokens int         not null,
    model         text        not null,
    duration_ms   int         not null,
    status        text        not null,
    reason        text,
    cost_micros   bigint      not null
);
create index ai_usage_log_used_at on ai_usage_log (used_at, action, team);

-- For what a model may be used; * is every team, or every action.
create table ai_policies (
    team                    text        not null,
    action                  text        not null,
    enabled                 boolean     not null,
    max_daily_calls         int,
    max_monthly_cost_micros bigint,
    decided_at              timestamptz not null,
    primary key (team, action)
);

-- What was answered, by the digest of what was asked.
create table ai_answers (
    digest      text        primary key,
    client      text        not null,
    answer      jsonb       not null,
    answered_at timestamptz not null
);
create index ai_answers_answered_at on ai_answers (answered_at);
