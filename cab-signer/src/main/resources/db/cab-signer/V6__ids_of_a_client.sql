-- The id of a change request is its client's own: two clients may have the same.
alter table change_requests drop constraint change_requests_pkey, add primary key (client, change_request_id);

drop index cab_decisions_change, cab_decisions_decided_once, cab_decisions_revoked_once;
create index cab_decisions_change on cab_decisions (client, change_request_id);
create unique index cab_decisions_decided_once on cab_decisions (client, change_request_id, approved_by)
    where decision <> 'revoke';
create unique index cab_decisions_revoked_once on cab_decisions (client, change_request_id) where decision = 'revoke';

-- By the leaf, which cannot have been changed; what was signed says it of a decision.
alter table log_leaves add column client varchar(100);
update log_leaves set client = case kind
    when 'decision' then (entry::json ->> 'payload')::json ->> 'client' else entry::json ->> 'client' end;
drop index log_leaves_change;
create index log_leaves_change on log_leaves (client, change_request_id);

alter table change_implementations add column client varchar(100) not null default '';
alter table change_reviews add column client varchar(100) not null default '';
update change_implementations as one set client = leaf.client from log_leaves leaf
    where leaf.leaf_index = one.leaf_index and leaf.client is not null;
update change_reviews as one set client = leaf.client from log_leaves leaf
    where leaf.leaf_index = one.leaf_index and leaf.client is not null;
alter table change_implementations alter column client drop default,
    drop constraint change_implementations_pkey, add primary key (client, change_request_id);
alter table change_reviews alter column client drop default,
    drop constraint change_reviews_pkey, add primary key (client, change_request_id);

drop index evidence_change, ssh_certificates_change;
create index evidence_change on evidence (client, change_request_id);
create index ssh_certificates_change on ssh_certificates (client, change_request_id);

-- Others read this table by the columns it was promised with, where the id alone is unique: so it holds client/id there, or the
-- hash of both where that does not fit. ChangeKey.column() writes the same. Old
-- ids may look like new ones, so that they are unique only after the last row.
alter table cab_approvals drop constraint cab_approvals_change_request_id_key;
update cab_approvals set change_request_id = case
    when position('/' in client) = 0 and length(client || '/' || change_request_id) <= 100
        then client || '/' || change_request_id
    else 'sha256:' || encode(sha256(convert_to(
             octet_length(client) || ':' || client || '/' || change_request_id, 'UTF8')), 'hex') end
where client is not null;
alter table cab_approvals add constraint cab_approvals_change_request_id_key unique (change_request_id);
