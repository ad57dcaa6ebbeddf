-- Proof that the master key at hand is the one everything here is under.
create table master_key_check (
    only_row   boolean primary key default true check (only_row),
    master_key text  not null,
    sealed     bytea not null
);

create table keys (
    id         uuid primary key,
    name       text        not null unique,
    algorithm  text        not null,
    key_type   text        not null,
    state      text        not null check (state in ('active', 'pending-deletion')),
    version    int         not null,
    labels     text[]      not null,
    is_default boolean     not null default false,
    created_at timestamptz not null,
    created_by text        not null,
    deletes_at timestamptz,
    check ((state = 'pending-deletion') = (deletes_at is not null))
);
create unique index keys_default on keys (key_type) where is_default;

-- sealed: the private key under the master key, bound to this row
create table key_versions (
    key_id     uuid        not null references keys on delete cascade,
    version    int         not null,
    state      text        not null check (state in ('active', 'deprecated')),
    public_key bytea,
    master_key text        not null,
    sealed     bytea       not null,
    created_at timestamptz not null,
    primary key (key_id, version)
);

create table secrets (
    id          uuid primary key,
    name        text        not null unique,
    version     int         not null,
    labels      text[]      not null,
    description text,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);

create table secret_versions (
    secret_id  uuid        not null references secrets on delete cascade,
    version    int         not null,
    master_key text        not null,
    sealed     bytea       not null,
    created_at timestamptz not null,
    primary key (secret_id, version)
);

create table ssh_authorities (
    id         uuid primary key,
    name       text        not null unique,
    algorithm  text        not null,
    public_key bytea       not null,
    master_key text        not null,
    sealed     bytea       not null,
    created_at timestamptz not null
);

create sequence ssh_certificate_serial;

create table ssh_certificates (
    id             uuid primary key,
    serial         bigint      not null unique,
    ca_id          uuid        not null references ssh_authorities,
    algorithm      text        not null,
    identity       text        not null,
    principals     text[]      not null,
    valid_after    timestamptz not null,
    valid_before   timestamptz not null,
    certificate    text        not null,
    reason         text,
    issued_at      timestamptz not null,
    revoked_at     timestamptz,
    revoked_reason text
);
create index ssh_certificates_issued_at on ssh_certificates (issued_at desc);

-- hash: SHA-256 of the credential, which is kept nowhere
create table api_keys (
    id                    uuid primary key,
    name                  text        not null,
    prefix                text        not null,
    hash                  bytea       not null unique,
    scopes                text[]      not null,
    expires_at            timestamptz,
    rate_limit_per_minute int,
    allowed_cidrs         text[]      not null,
    created_at            timestamptz not null,
    revoked_at            timestamptz
);

-- What was answered to a request that its caller may repeat. request: an HMAC under the credential, not a plain hash, so
-- that nobody who reads this table can try out what a secret was.
create table idempotent_answers (
    api_key_id uuid        not null references api_keys,
    key        text        not null,
    request    bytea       not null,
    status     int,
    resource   text,
    answer     bytea,
    created_at timestamptz not null,
    primary key (api_key_id, key)
);
create index idempotent_answers_created_at on idempotent_answers (created_at);

create table audit (
    seq          bigint generated always as identity primary key,
    at           timestamptz not null,
    action       text        not null,
    outcome      text        not null,
    api_key_id   uuid,
    api_key_name text,
    resource     text,
    request_id   text        not null,
    detail       text
);
create index audit_at on audit (at);
create index audit_resource on audit (resource, seq);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is only ever added to';
end $$;

create trigger audit_is_append_only before update or delete on audit
    for each row execute function refuse_change_of_audit();
create trigger audit_is_not_truncated before truncate on audit
    for each statement execute function refuse_change_of_audit();
