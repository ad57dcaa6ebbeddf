-- The id of a plan is its client's own; whoever publishes past the gateway writes it themselves.
alter table analyses drop constraint analyses_pkey, add primary key (client, plan_id);
