-- What ssh-certificate.issued told: the register of SSH certificates, as this gateway shows it.
create table ssh_certificates (
    id                     uuid primary key,
    client                 text        not null,
    entity_ref             text,
    principals             text[]      not null,
    algorithm              text        not null,
    serial                 text        not null,
    key_id                 text        not null,
    public_key_fingerprint text        not null,
    certificate            text        not null,
    ca_public_key          text        not null,
    reason                 text        not null,
    change_request_id      text,
    requested_by           text        not null,
    valid_from             timestamptz not null,
    valid_to               timestamptz not null,
    issued_at              timestamptz not null
);
create index ssh_certificates_issued_at on ssh_certificates (client, issued_at desc);

-- What ssh-certificate.revoked told. A table of its own: it may be told before the other.
create table ssh_revocations (
    certificate_id uuid primary key,
    client         text        not null,
    reason         text        not null,
    revoked_by     text        not null,
    revoked_at     timestamptz not null
);

alter table ssh_certificates enable row level security, force row level security;
alter table ssh_revocations enable row level security, force row level security;
create policy of_the_callers_clients on ssh_certificates using (sees_all() or client = any (seen_clients()));
create policy of_the_callers_clients on ssh_revocations using (sees_all() or client = any (seen_clients()));

-- What hosts are to trust, and whom no longer: the same for all clients, public, and kept for when nobody can be asked.
create table ssh_authorities (
    algorithm      text primary key,
    public_key     text        not null,
    revocations    bytea       not null,
    log_size       bigint      not null,
    revocations_at timestamptz not null
);
