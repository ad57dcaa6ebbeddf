-- What GitHub delivered and was taken, so that it is not taken twice: of no client, so no row security.
create table webhook_deliveries (
    -- of the body: the signature is of that alone, so whoever sends it again may give it another id
    body_sha256 text primary key,
    delivery_id uuid        not null unique,
    received_at timestamptz not null
);
create index webhook_deliveries_received_at on webhook_deliveries (received_at);
