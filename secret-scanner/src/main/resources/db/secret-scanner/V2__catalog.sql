-- What came of the newest scan by schedule; nothing of a module that was never in the catalog.
alter table secret_modules
    add column schedule_status text,
    add column schedule_at     timestamptz,
    add column schedule_due    timestamptz,
    add column schedule_code   text,
    add column schedule_reason text;

-- Checked, failed or ended; nothing of a scan that was handed in.
alter table secret_scans add column schedule text;

-- The modules of the catalog, whoever scans which until when, and which commit was scanned by which rules.
create table catalog_modules (
    client      text        not null,
    module      text        not null,
    ref         text        not null,
    origin      text        not null,
    repository  text,
    revision    text,
    folder      text        not null,
    next_at     timestamptz not null,
    taken_by    text,
    taken_until timestamptz,
    commit      text,
    rules       text,
    whole_at    timestamptz,
    primary key (client, module)
);
create index catalog_modules_next on catalog_modules (next_at);

-- Git's name for the content of each file that was scanned, and our own.
create table catalog_files (
    client text not null,
    module text not null,
    path   text not null,
    blob   text not null,
    digest text not null,
    primary key (client, module, path)
);
