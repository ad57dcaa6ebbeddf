-- What was heard on the topics, as lean as questions need it: names, times, counts; no plan, no attribute value, no credential.
-- Which event of two counts is told by what is in them, so that their order does not matter.

-- Modules that anything was heard of.
create table heard_modules (
    client text not null,
    module text not null,
    primary key (client, module)
);

-- An analysed plan says not when it was made: heard_at is when it was first heard of.
create table heard_plans (
    client       text        not null,
    plan_id      text        not null,
    module       text        not null,
    environment  text,
    heard_at     timestamptz not null,
    risk         text        not null,
    score        int         not null,
    requires_cab boolean     not null,
    data_loss    text        not null,
    created      int         not null,
    updated      int         not null,
    deleted      int         not null,
    replaced     int         not null,
    reason       text,
    commit       text,
    -- {"items": [{"address", "action"}]} of what is destroyed or replaced, the first of them
    destroyed    jsonb       not null,
    primary key (client, plan_id)
);
create index heard_plans_module on heard_plans (client, module, heard_at desc);

create table heard_changes (
    client            text        not null,
    change_id         text        not null,
    module            text        not null,
    environment       text,
    plan_id           text,
    risk              text        not null,
    change_type       text        not null,
    state             text        not null,
    approvals_needed  int         not null,
    approvals_given   int         not null,
    requested_by      text        not null,
    requested_by_name text        not null,
    requested_at      timestamptz not null,
    expires_at        timestamptz not null,
    updated_at        timestamptz not null,
    outcome           text,
    reported_by_name  text,
    reported_at       timestamptz,
    review            text,
    primary key (client, change_id)
);
create index heard_changes_module on heard_changes (client, module, updated_at desc);

create table heard_approvals (
    client           text        not null,
    change_id        text        not null,
    sequence         bigint      not null,
    module           text        not null,
    risk             text        not null,
    decision         text        not null,
    approved_by      text        not null,
    approved_by_name text        not null,
    approved_at      timestamptz not null,
    key_id           text        not null,
    primary key (client, change_id, sequence)
);
create index heard_approvals_module on heard_approvals (client, module, approved_at desc);

-- What verifying found the last time; it says not when that was.
create table heard_verifications (
    client    text        not null,
    change_id text        not null,
    valid     boolean     not null,
    reason    text,
    heard_at  timestamptz not null,
    primary key (client, change_id)
);

create table heard_drift_scans (
    client         text        not null,
    scan_id        text        not null,
    module         text        not null,
    environment    text,
    scanned_at     timestamptz not null,
    status         text        not null,
    drifted        boolean     not null,
    resource_count int         not null,
    risk           text        not null,
    -- {"items": [{"address", "change", "risk", "cause"}]}, the gravest first
    resources      jsonb       not null,
    primary key (client, scan_id)
);
create index heard_drift_scans_module on heard_drift_scans (client, module, scanned_at desc);

-- How a module stands by all scans for drift.
create table heard_drift_standing (
    client    text        not null,
    module    text        not null,
    version   bigint      not null,
    scan_id   text        not null,
    told_at   timestamptz not null,
    open      int         not null,
    risk      text        not null,
    -- as above, with "since"
    resources jsonb       not null,
    primary key (client, module)
);

create table heard_secret_scans (
    client     text        not null,
    scan_id    text        not null,
    module     text,
    scanned_at timestamptz not null,
    complete   boolean     not null,
    findings   int         not null,
    appeared   int         not null,
    resolved   int         not null,
    -- {"items": [{"rule", "path"}]} of what is gone
    gone       jsonb       not null,
    primary key (client, scan_id)
);
create index heard_secret_scans_module on heard_secret_scans (client, module, scanned_at desc);

-- What stands open in a module by all scans of it for credentials: places, never what they are.
create table heard_secret_standing (
    client     text        not null,
    module     text        not null,
    revision   bigint      not null,
    scan_id    text        not null,
    scanned_at timestamptz not null,
    open       int         not null,
    -- {"items": [{"rule", "title", "severity", "path", "line", "since"}]}, the gravest first
    findings   jsonb       not null,
    primary key (client, module)
);

create table heard_evidence (
    client        text        not null,
    evidence_id   text        not null,
    change_id     text        not null,
    evidence_hash text        not null,
    sealed_at     timestamptz not null,
    leaf          bigint      not null,
    primary key (client, evidence_id)
);
create index heard_evidence_change on heard_evidence (client, change_id);

-- A revocation may be heard of first.
create table heard_certificates (
    client         text not null,
    certificate_id text not null,
    entity_ref     text,
    principals     text,
    requested_by   text,
    change_id      text,
    valid_from     timestamptz,
    valid_to       timestamptz,
    issued_at      timestamptz,
    revoked_at     timestamptz,
    revoked_by     text,
    primary key (client, certificate_id)
);

create table heard_failures (
    client         text        not null,
    diagnosis_id   text        not null,
    module         text,
    pipeline       text,
    stage          text,
    failed_at      timestamptz not null,
    category       text        not null,
    cause          text,
    probable_cause text,
    confidence     text        not null,
    fix            text,
    primary key (client, diagnosis_id)
);
create index heard_failures_module on heard_failures (client, module, failed_at desc);

-- What the catalog says of modules.
create table catalog_modules (
    client     text not null,
    module     text not null,
    entity_ref text not null,
    owner      text,
    system     text,
    primary key (client, module)
);

-- A transaction that answers a reader sets hub.clients to 'clients:' and their names, one to a line, as in the gateway; Postgres
-- then hides the rows of all others, whatever a query says. Where it is not set, the service itself is at work.
create function seen_clients() returns text[] language sql stable as
$$ select string_to_array(substr(current_setting('hub.clients', true), 9), E'\n') $$;
create function sees_all() returns boolean language sql stable as
$$ select coalesce(current_setting('hub.clients', true), '') in ('', 'clients:*') $$;

do $$
declare heard text;
begin
    foreach heard in array array['heard_modules', 'heard_plans', 'heard_changes', 'heard_approvals', 'heard_verifications',
        'heard_drift_scans', 'heard_drift_standing', 'heard_secret_scans', 'heard_secret_standing', 'heard_evidence',
        'heard_certificates', 'heard_failures', 'catalog_modules', 'ai_usage_log']
    loop
        execute format('alter table %I enable row level security, force row level security', heard);
        execute format('create policy of_the_readers_clients on %I using (sees_all() or client = any (seen_clients()))', heard);
    end loop;
end $$;
