-- Whoever approved may revoke. Still nobody decides twice, and nothing is revoked twice.
alter table cab_decisions drop constraint cab_decisions_change_request_id_approved_by_key;
create index cab_decisions_change on cab_decisions (change_request_id);
create unique index cab_decisions_decided_once on cab_decisions (change_request_id, approved_by)
    where decision <> 'revoke';
create unique index cab_decisions_revoked_once on cab_decisions (change_request_id) where decision = 'revoke';

-- That a change was applied, and what came of it.
create table change_implementations (
    change_request_id varchar(100) primary key,
    outcome           text         not null,
    run_url           text,
    comment           text,
    reported_by       varchar(255) not null,
    reported_by_name  text         not null,
    reported_at       timestamptz  not null,
    leaf_index        bigint       not null unique,
    event_id          uuid         not null unique
);

-- What the board said of it afterwards.
create table change_reviews (
    change_request_id varchar(100) primary key,
    outcome           text         not null,
    comment           text,
    reviewed_by       varchar(255) not null,
    reviewed_by_name  text         not null,
    reviewed_at       timestamptz  not null,
    leaf_index        bigint       not null unique,
    event_id          uuid         not null unique
);

-- What the clock may end.
create index change_requests_expiring on change_requests (expires_at) where state in ('pending', 'approved');
