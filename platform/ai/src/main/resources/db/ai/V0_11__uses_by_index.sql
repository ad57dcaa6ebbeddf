-- What a policy counts is all in the index: a month of uses is summed before each call of a team that has a limit.
drop index ai_usage_log_used_at;
create index ai_usage_log_used_at on ai_usage_log (used_at) include (action, team, status, reason, cost_micros);
