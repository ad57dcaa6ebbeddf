-- Each use of a language model, as ai.used told it, to be summed by day, action and team.
create table ai_usage (
    use_id        uuid primary key,
    client        text        not null,
    team          text,
    action        text        not null,
    status        text        not null,
    input_tokens  int         not null,
    output_tokens int         not null,
    cost_micros   bigint      not null,
    duration_ms   int         not null,
    used_at       timestamptz not null
);
-- every sum is over the last so many days, and what is older is forgotten
create index ai_usage_used_at on ai_usage (used_at);
alter table ai_usage enable row level security, force row level security;
create policy of_the_callers_clients on ai_usage using (sees_all() or client = any (seen_clients()));
create trigger a_row_stays_its_clients before update on ai_usage
    for each row execute function refuse_another_client();

-- For what a language model may be used, whoever it is for: of no client, so no row security.
create table ai_policies (
    -- made of team and action
    id                      bigint primary key,
    team                    text        not null,
    action                  text        not null,
    enabled                 boolean     not null,
    max_daily_calls         int,
    max_monthly_cost_micros bigint,
    decided_by              text        not null,
    decided_at              timestamptz not null,
    -- the last time that workers were told: before their topic forgets it, they are told again
    told_at                 timestamptz not null,
    unique (team, action)
);
