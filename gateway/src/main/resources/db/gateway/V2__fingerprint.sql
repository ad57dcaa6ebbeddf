-- What the plan does, equal for plans made again that do the same; null for text, and for what was analysed before.
alter table plans add column fingerprint text;
create index plans_fingerprint on plans (client, module, fingerprint);
