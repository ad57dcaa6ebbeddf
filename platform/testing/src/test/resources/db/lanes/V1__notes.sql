create table notes (
    text  text unique,
    short varchar(10),
    small int check (small >= 0),
    at    timestamptz,
    doc   jsonb
);
