-- Sealed evidence, byte for byte as evidence.sealed told it; id is made of the envelope's SHA-256, so it tells what belongs there.
create table evidence (
    id                uuid primary key,
    client            text        not null,
    change_request_id text        not null,
    evidence_hash     text        not null,
    envelope          text        not null,
    signature         text        not null,
    key_id            text        not null,
    key_version       int         not null,
    algorithm         text        not null,
    public_key        text        not null,
    key_fingerprint   text        not null,
    sealed_at         timestamptz not null,
    leaf_index        bigint      not null
);
create index evidence_change on evidence (change_request_id, sealed_at desc);
create index evidence_sealed_at on evidence (client, sealed_at desc);
alter table evidence enable row level security, force row level security;
create policy of_the_callers_clients on evidence using (sees_all() or client = any (seen_clients()));

-- Keys that were seen to sign. An approver's are shown to the clients for which they were used, the hub's own to all.
create table signing_keys (
    fingerprint   text        not null,
    used_for      text        not null,
    used_by       text,
    client        text,
    key_id        text        not null,
    key_version   int         not null,
    algorithm     text        not null,
    public_key    text        not null,
    first_used_at timestamptz not null,
    unique nulls not distinct (fingerprint, used_for, client)
);
alter table signing_keys enable row level security, force row level security;
create policy of_the_callers_clients on signing_keys
    using (sees_all() or client is null or client = any (seen_clients()));
