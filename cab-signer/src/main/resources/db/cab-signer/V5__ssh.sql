-- A leaf about an SSH certificate for no change request names none.
alter table log_leaves alter column change_request_id drop not null;
create index log_leaves_certificate on log_leaves ((entry::json ->> 'certificateId'));

-- The register of SSH certificates. Lists are between commas. Rows are added, never changed.
create table ssh_certificates (
    certificate_id         uuid primary key,
    client                 varchar(100) not null,
    entity_ref             text,
    principals             text         not null,
    algorithm              text         not null,
    key_id                 text         not null,
    serial                 text         not null,
    quantumapi_id          uuid         not null unique,
    public_key_fingerprint text         not null,
    certificate            text         not null,
    ca_public_key          text         not null,
    reason                 text         not null,
    change_request_id      varchar(100),
    requested_by           varchar(255) not null,
    roles                  text         not null,
    requested_at           timestamptz  not null,
    valid_from             timestamptz  not null,
    valid_to               timestamptz  not null,
    issued_at              timestamptz  not null,
    leaf_index             bigint       not null unique
);
create index ssh_certificates_client on ssh_certificates (client, issued_at desc);
create index ssh_certificates_change on ssh_certificates (change_request_id);

-- Those that were revoked.
create table ssh_revocations (
    certificate_id uuid primary key,
    client         varchar(100) not null,
    reason         text         not null,
    revoked_by     varchar(255) not null,
    revoked_at     timestamptz  not null,
    leaf_index     bigint       not null unique,
    event_id       uuid         not null unique
);
