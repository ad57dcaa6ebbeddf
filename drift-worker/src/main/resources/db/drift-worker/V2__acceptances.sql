-- Drift that the board accepted, by the change request that says so. Rows are never taken out: one that was withdrawn says so.
create table drift_acceptances (
    client            text        not null,
    change_request_id text        not null,
    module            text        not null,
    address           text        not null,
    attribute         text        not null,
    change            text        not null,
    until             timestamptz not null,
    why               text        not null,
    approved_by       text,
    approved_at       timestamptz,
    revoked_by        text,
    revoked_at        timestamptz,
    primary key (client, change_request_id)
);
create index drift_acceptances_module on drift_acceptances (client, module, until);
