-- How each module stands by all scans of it: what is open, which scan saw it, and what came of the newest one. What is open is told
-- anew by the next scan of each module.
drop table drift_modules;
create table drift_modules (
    client   text   not null,
    module   text   not null,
    version  bigint not null,
    standing jsonb  not null,
    primary key (client, module)
);
