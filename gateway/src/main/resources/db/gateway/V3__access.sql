-- Credentials of machines; only the SHA-256 of the secret is here.
create table api_keys (
    id                  uuid primary key,
    name                text        not null,
    secret_sha256       bytea       not null unique,
    prefix              text        not null,
    role                text        not null,
    scopes              text[]      not null default '{}',
    clients             text[]      not null,
    requests_per_minute int,
    created_at          timestamptz not null default now(),
    created_by          text        not null,
    expires_at          timestamptz,
    last_used_at        timestamptz,
    revoked_at          timestamptz,
    revoked_by          text
);
create index api_keys_created_at on api_keys (created_at desc);

-- Every denied and every privileged call. Rows are added, never changed.
create table audit (
    seq      bigint generated always as identity primary key,
    at       timestamptz not null default now(),
    caller   text,
    through  text,
    address  text        not null,
    action   text        not null,
    outcome  text        not null check (outcome in ('allowed', 'denied')),
    status   int         not null,
    code     text,
    subject  text,
    client   text,
    trace_id text
);
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'rows of % are not changed', tg_table_name; end $$;
create trigger audit_is_kept before update or delete or truncate on audit
    for each statement execute function refuse_change();

alter table operations add column requested_by text;

-- A transaction that answers a caller sets hub.clients to 'clients:' and their names, one to a line; Postgres then hides the
-- rows of all others, whatever the query says. Where it is not set, the service itself is at work and sees everything.
-- Forced, because the service owns these tables; a superuser would still see all, so the gateway refuses to be one.
create function seen_clients() returns text[] language sql stable as
$$ select string_to_array(substr(current_setting('hub.clients', true), 9), E'\n') $$;
create function sees_all() returns boolean language sql stable as
$$ select coalesce(current_setting('hub.clients', true), '') in ('', 'clients:*') $$;

alter table plans enable row level security, force row level security;
alter table operations enable row level security, force row level security;
alter table audit enable row level security, force row level security;
alter table api_keys enable row level security, force row level security;
create policy of_the_callers_clients on plans using (sees_all() or client = any (seen_clients()));
create policy of_the_callers_clients on operations using (sees_all() or client = any (seen_clients()));
create policy of_the_callers_clients on audit using (sees_all() or client = any (seen_clients()));
create policy of_the_callers_clients on api_keys using (sees_all() or clients <@ seen_clients());
