-- Which events this service has handled.
create table inbox (
    consumer   text        not null,
    event_id   uuid        not null,
    handled_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_handled_at on inbox (handled_at);

-- Events that are committed and not yet on Kafka; the columns are Debezium's outbox vocabulary.
create table outbox (
    seq        bigint generated always as identity primary key,
    id         uuid        not null unique,
    topic      text        not null,
    key        text        not null,
    payload    bytea       not null,
    headers    jsonb       not null,
    created_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Payloads arrive compressed.
alter table outbox alter column payload set storage external;
