-- What was heard of other services' things, kept to be shown: one table for all of them. The highest revision is kept.
create table views (
    kind     text        not null,
    id       text        not null,
    -- null for what belongs to no client
    client   text,
    at       timestamptz not null,
    revision bigint[]    not null,
    -- what lists show, and filter by
    brief    jsonb       not null,
    -- all that is known, where that is more
    body     json,
    -- what is served byte for byte
    document bytea,
    primary key (kind, id)
);
create index views_newest on views (kind, at desc, id desc);
create index views_by_member on views using gin (brief jsonb_path_ops);

-- Old tables, as what is heard today would have made of the same events.
insert into views (kind, id, client, at, revision, brief, body)
select 'plan', id::text, client, analyzed_at, array [(extract(epoch from analyzed_at) * 1000)::bigint],
       jsonb_build_object(
               'planId', id, 'client', client, 'module', module, 'environment', environment, 'team', team,
               'prUrl', pr_url, 'commit', commit, 'runUrl', run_url, 'planHash', plan_hash, 'fingerprint', fingerprint,
               'headline', headline, 'riskLevel', risk_level, 'riskScore', risk_score, 'requiresCab', requires_cab,
               'analyzedAt', to_char(analyzed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
       (summary::jsonb
           || jsonb_build_object('team', team, 'prUrl', pr_url, 'commit', commit, 'runUrl', run_url)
           || jsonb_build_object('risk', jsonb_build_object('level', risk::jsonb -> 'riskLevel', 'score', risk::jsonb -> 'riskScore')
               || (risk::jsonb - '{planId,planHash,riskLevel,riskScore,limits,ai}'::text[]))
           || jsonb_build_object('rollback', rollback::jsonb - '{planId,planHash,limits,ai}'::text[]))::json
from plans;

create function iso(at timestamptz) returns text language sql as
$$ select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

insert into views (kind, id, client, at, revision, brief)
select 'change', id, client, requested_at, array [(extract(epoch from updated_at) * 1000)::bigint],
       jsonb_build_object(
               'changeRequestId', id, 'client', client, 'module', module, 'environment', environment,
               'planId', plan_id, 'planHash', plan_hash, 'fingerprint', fingerprint, 'riskLevel', risk_level,
               'changeType', change_type, 'summary', summary, 'prUrl', pr_url, 'requestedBy', requested_by,
               'requestedByName', requested_by_name, 'requestedAt', iso(requested_at), 'state', state,
               'approvalsNeeded', approvals_needed, 'approvalsGiven', approvals_given, 'expiresAt', iso(expires_at),
               'updatedAt', iso(updated_at),
               'implementation', case when implementation_outcome is not null then jsonb_build_object(
                       'outcome', implementation_outcome, 'runUrl', run_url, 'comment', implementation_comment,
                       'reportedBy', reported_by, 'reportedByName', reported_by_name, 'reportedAt', iso(reported_at)) end,
               'review', case when review_outcome is not null then jsonb_build_object(
                       'outcome', review_outcome, 'comment', review_comment, 'reviewedBy', reviewed_by,
                       'reviewedByName', reviewed_by_name, 'reviewedAt', iso(reviewed_at)) end)
from changes;

insert into views (kind, id, client, at, revision, brief, document)
select 'evidence', id::text, client, sealed_at, array [0],
       jsonb_build_object(
               'evidenceId', id, 'changeRequestId', change_request_id, 'client', client, 'evidenceHash', evidence_hash,
               'signature', signature, 'keyId', key_id, 'keyVersion', key_version, 'algorithm', algorithm,
               'publicKey', public_key, 'keyFingerprint', key_fingerprint, 'sealedAt', iso(sealed_at),
               'leafIndex', leaf_index),
       convert_to(envelope, 'UTF8')
from evidence;

insert into views (kind, id, client, at, revision, brief)
select 'signing-key', used_for || '/' || coalesce(client, '') || '/' || fingerprint, client, first_used_at,
       array [-(extract(epoch from first_used_at) * 1000)::bigint],
       jsonb_build_object(
               'fingerprint', fingerprint, 'usedFor', used_for, 'usedBy', used_by, 'client', client, 'keyId', key_id,
               'keyVersion', key_version, 'algorithm', algorithm, 'publicKey', public_key,
               'firstUsedAt', iso(first_used_at))
from signing_keys;

insert into views (kind, id, client, at, revision, brief)
select 'ssh-certificate', id::text, client, issued_at, array [0],
       jsonb_build_object(
               'certificateId', id, 'client', client, 'entityRef', entity_ref, 'principals', principals,
               'algorithm', algorithm, 'serial', serial, 'keyId', key_id,
               'publicKeyFingerprint', public_key_fingerprint, 'certificate', certificate,
               'caPublicKey', ca_public_key, 'reason', reason, 'changeRequestId', change_request_id,
               'requestedBy', requested_by, 'validFrom', iso(valid_from), 'validTo', iso(valid_to),
               'issuedAt', iso(issued_at))
from ssh_certificates;

insert into views (kind, id, client, at, revision, brief)
select 'ssh-revocation', r.certificate_id::text, r.client, r.revoked_at, array [0],
       jsonb_build_object(
               'certificateId', r.certificate_id, 'client', r.client, 'algorithm', c.algorithm, 'serial', c.serial,
               'reason', r.reason, 'revokedBy', r.revoked_by, 'revokedAt', iso(r.revoked_at))
from ssh_revocations r left join ssh_certificates c on c.id = r.certificate_id;

insert into views (kind, id, client, at, revision, brief, document)
select 'ssh-authority', algorithm, null, revocations_at,
       array [log_size, (extract(epoch from revocations_at) * 1000)::bigint],
       jsonb_build_object('algorithm', algorithm, 'publicKey', public_key), revocations
from ssh_authorities;

drop function iso(timestamptz);

-- What answers an operation: an answer of its own, or a view.
alter table operations add column view_kind text, add column view_id text, add column failure_kind text;
update operations set view_kind = 'plan', view_id = plan_id::text where plan_id is not null;
update operations set failure_kind = case
        when failure_retryable then 'failed'
        when failure_code in ('change.unknown', 'ssh-certificate.unknown') then 'unknown'
        when failure_code in ('approver.is-requester', 'approver.is-policy', 'reviewer.is-requester', 'reviewer.is-reporter',
                              'ssh.entity-denied', 'ssh.principal-denied') then 'forbidden'
        when failure_code = 'ssh-certificate.too-late' or failure_code ~ '^(change|approver|approval)[.]|[.]mismatch$' then 'conflict'
        else 'invalid' end
where status = 'failed';
-- They were no hashes, and cannot be made of what is kept; a repeat across the upgrade is taken at its word.
alter table operations alter column request_hash drop not null;
update operations set request_hash = null;
alter table operations drop column plan_id;

drop table plans, changes, evidence, signing_keys, ssh_certificates, ssh_revocations, ssh_authorities;

-- Where nobody said whose rows are wanted, there are none; the hub's own work says that it is for all clients.
create or replace function sees_all() returns boolean language sql stable as
$$ select coalesce(current_setting('hub.clients', true), '') = 'clients:*' $$;
alter table views enable row level security, force row level security;
create policy of_the_callers_clients on views using (
    sees_all() or client = any (seen_clients())
    or (client is null and current_setting('hub.clients', true) like 'clients:%'));
