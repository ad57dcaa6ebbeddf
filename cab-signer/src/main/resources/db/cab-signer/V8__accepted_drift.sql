-- What a change that accepts drift accepts, as the canonical JSON whose SHA-256 is its plan_hash.
alter table change_requests add column acceptance text;
