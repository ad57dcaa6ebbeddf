-- A key is whatever its caller puts there, so that only its SHA-256 is kept: it tells a repeat as well.
select set_config('hub.clients', 'clients:*', true);
update operations set idempotency_key = encode(sha256(convert_to(idempotency_key, 'UTF8')), 'hex')
where idempotency_key is not null;
alter table operations rename column idempotency_key to idempotency_key_sha256;
