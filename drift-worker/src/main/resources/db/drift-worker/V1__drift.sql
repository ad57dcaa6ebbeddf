-- The latest scan of each module, column by column as it was published. The name of a module is its client's own, so the one
-- column that is unique holds client/module, or the hash of both where that does not fit: ModuleKey.column() writes it.
create table drift_results (
    id             serial primary key,
    module         varchar(255) not null unique,
    client         varchar(100),
    drift_detected boolean      not null,
    resource_count integer      not null default 0,
    risk           varchar(20)  not null default 'none',
    summary        text,
    analysis_json  text,
    detected_at    timestamptz  not null default now()
);
create index idx_drift_module on drift_results (module);
create index idx_drift_client on drift_results (client);
create index idx_drift_risk on drift_results (risk);

-- Every scan, also those that failed or came late.
create table drift_scans (
    scan_id        uuid primary key,
    client         text        not null,
    module         text        not null,
    scanned_at     timestamptz not null,
    received_at    timestamptz not null default now(),
    status         text        not null,
    mode           text        not null,
    drift_detected boolean     not null,
    resource_count int         not null,
    risk           text        not null,
    summary        text        not null,
    commit         text
);
create index drift_scans_module on drift_scans (client, module, scanned_at desc);

-- How each module stands: by which scan, and since when what is open.
create table drift_modules (
    client     text        not null,
    module     text        not null,
    scanned_at timestamptz not null,
    scan_id    text        not null,
    open       jsonb       not null,
    primary key (client, module)
);
