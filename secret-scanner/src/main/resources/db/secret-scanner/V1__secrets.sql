-- Every scan, also those that came late. No credential is in any of these tables.
create table secret_scans (
    scan_id     uuid        not null,
    client      text        not null,
    module      text,
    commit      text,
    scanned_at  timestamptz not null,
    received_at timestamptz not null default now(),
    complete    boolean     not null,
    revision    bigint      not null,
    files       int         not null,
    skipped     int         not null,
    findings    int         not null,
    appeared    int         not null,
    resolved    int         not null,
    suppressed  int         not null,
    primary key (client, scan_id)
);
create index secret_scans_module on secret_scans (client, module, scanned_at desc);

-- How often scans changed how a module stands, and the newest one that was of all its files.
create table secret_modules (
    client       text   not null,
    module       text   not null,
    revision     bigint not null,
    complete_at  timestamptz,
    complete_id  text,
    primary key (client, module)
);

-- The newest look at each file, and the keyed hash of what it held.
create table secret_files (
    client     text        not null,
    module     text        not null,
    path       text        not null,
    digest     text        not null,
    scanned_at timestamptz not null,
    scan_id    text        not null,
    primary key (client, module, path)
);

-- What that look saw.
create table secret_findings (
    client      text        not null,
    module      text        not null,
    fingerprint text        not null,
    rule_id     text        not null,
    path        text        not null,
    line        int         not null,
    "column"    int         not null,
    end_line    int         not null,
    end_column  int         not null,
    redacted    text        not null,
    allowed_by  text,
    since       timestamptz not null,
    primary key (client, module, fingerprint)
);
