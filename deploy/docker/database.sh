#!/usr/bin/env bash
# Has the database be as the hub needs it, from where only the database is heard: doing it again is harmless, and a password that
# was changed in .env is the role's from then on. The role is an ordinary one: from a superuser Postgres would hide no rows.
set -euo pipefail
psql -qX -v ON_ERROR_STOP=1 -h 127.0.0.1 -U postgres -d postgres <<'SQL'
\getenv password POSTGRES_PASSWORD
select 'create role infrahub login' where not exists (select from pg_roles where rolname = 'infrahub') \gexec
set password_encryption = 'scram-sha-256';
alter role infrahub password :'password';
alter role postgres password :'password';
select 'create database infrahub owner infrahub' where not exists (select from pg_database where datname = 'infrahub') \gexec
\connect infrahub
-- the schema registry keeps its tables apart from the services'
create schema if not exists registry authorization infrahub;
SQL
