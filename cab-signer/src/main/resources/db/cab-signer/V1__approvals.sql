-- What was put before the board, and what became of it.
create table change_requests (
    change_request_id varchar(100) primary key,
    client            varchar(100) not null,
    module            varchar(255) not null,
    environment       text,
    plan_id           text,
    plan_hash         varchar(64)  not null,
    fingerprint       varchar(64),
    risk_level        varchar(20)  not null,
    change_type       text         not null,
    summary           text,
    pr_url            text,
    requested_by      varchar(255) not null,
    requested_by_name text         not null,
    requested_at      timestamptz  not null,
    state             text         not null,
    approvals_needed  int          not null,
    approvals_given   int          not null,
    opened_at         timestamptz  not null,
    expires_at        timestamptz  not null,
    updated_at        timestamptz  not null,
    leaf_index        bigint       not null unique
);
create index change_requests_client on change_requests (client, updated_at desc);

-- Every signed decision, in the order of the chain.
create table cab_decisions (
    sequence          bigint primary key,
    change_request_id varchar(100) not null,
    client            varchar(100) not null,
    module            varchar(255) not null,
    environment       text,
    plan_hash         varchar(64)  not null,
    fingerprint       varchar(64),
    risk_level        varchar(20)  not null,
    decision          text         not null,
    comment           text,
    approved_by       varchar(255) not null,
    approved_by_name  text         not null,
    approved_at       timestamptz  not null,
    previous_hash     varchar(64)  not null,
    payload_json      text         not null,
    signature         text         not null,
    key_id            varchar(100) not null,
    key_version       int          not null,
    algorithm         text         not null,
    public_key        text         not null,
    leaf_index        bigint       not null unique,
    event_id          uuid         not null unique,
    unique (change_request_id, approved_by)
);

-- The row of a change is what makes it approved: it is written when the last approval it needs is signed.
-- The first eleven columns are a public contract; id is the decision's sequence.
create table cab_approvals (
    id                serial primary key,
    change_request_id varchar(100) not null unique,
    approved_by       varchar(255) not null,
    approved_at       timestamptz  not null,
    module            varchar(255) not null,
    client            varchar(100),
    risk_level        varchar(20)  not null,
    plan_hash         varchar(64)  not null,
    payload_json      text         not null,
    signature         text         not null,
    key_id            varchar(100) not null,
    key_version       int          not null,
    algorithm         text         not null,
    public_key        text         not null,
    sequence          bigint       not null unique,
    previous_hash     varchar(64)  not null
);
create index idx_approvals_module on cab_approvals (module);
create index idx_approvals_client on cab_approvals (client);
create index idx_approvals_date on cab_approvals (approved_at);

-- The transparency log: leaves of a Merkle tree as RFC 6962 hashes it, each with the root of the tree it completes.
create table log_leaves (
    leaf_index        bigint primary key,
    kind              text         not null,
    change_request_id varchar(100) not null,
    entry             text         not null,
    leaf_hash         varchar(64)  not null,
    root              varchar(64)  not null,
    appended_at       timestamptz  not null
);
create index log_leaves_change on log_leaves (change_request_id);
create index log_leaves_entry on log_leaves ((entry::json ->> 'changeRequestId'));

-- The ends of the chain and of the log. Whoever appends updates this row from exactly what they saw.
create table chain (
    id        boolean primary key default true check (id),
    sequence  bigint not null,
    head_hash varchar(64) not null,
    leaves    bigint not null,
    frontier  text   not null
);
insert into chain (sequence, head_hash, leaves, frontier) values (0, repeat('0', 64), 0, '');
