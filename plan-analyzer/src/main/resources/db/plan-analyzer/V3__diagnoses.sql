-- The logs that were read, one row a log: by its fingerprint the same failure is known again.
create table diagnoses (
    client       text        not null,
    diagnosis_id uuid        not null,
    module       text,
    category     text        not null,
    cause        text,
    confidence   text        not null,
    fingerprint  text,
    diagnosed_at timestamptz not null,
    primary key (client, diagnosis_id)
);
create index diagnoses_alike on diagnoses (client, fingerprint, diagnosed_at);
