#!/usr/bin/env bash
# Runs once, when the database is new. The hub's role is an ordinary one: from a superuser Postgres would hide no rows.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
create role infrahub login password :'password';
create database infrahub owner infrahub;
\connect infrahub
-- the schema registry keeps its tables apart from the services'
create schema registry authorization infrahub;
SQL
