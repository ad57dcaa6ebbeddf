-- Sealed evidence, byte for byte as it is served. Its leaf in the log holds the envelope's SHA-256, of which evidence_id is made.
create table evidence (
    evidence_id       uuid primary key,
    change_request_id varchar(100) not null,
    client            varchar(100) not null,
    content_hash      varchar(64)  not null unique,
    envelope          text         not null,
    key_id            varchar(100) not null,
    key_version       int          not null,
    sealed_at         timestamptz  not null,
    leaf_index        bigint       not null unique,
    event_id          uuid         not null unique
);
create index evidence_change on evidence (change_request_id);
