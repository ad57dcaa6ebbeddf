-- The tree heads that were signed. What was signed is in head; size, root and key stand beside it to be looked up, and, with
-- the hash, so that a change of any of them shows. published says only whether the event is out.
create table tree_heads (
    size        bigint primary key,
    root        varchar(64)  not null,
    key_id      varchar(100) not null,
    key_version int          not null,
    head        text         not null,
    head_hash   varchar(64)  not null,
    published   boolean      not null default false
);
create index tree_heads_unpublished on tree_heads (size) where not published;
