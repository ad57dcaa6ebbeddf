-- What scans saw gone lately, and none saw there again. No credential is in it.
create table secret_resolved (
    client      text        not null,
    module      text        not null,
    fingerprint text        not null,
    rule_id     text        not null,
    path        text        not null,
    line        int         not null,
    since       timestamptz not null,
    resolved_at timestamptz not null,
    commit      text,
    primary key (client, module, fingerprint)
);
