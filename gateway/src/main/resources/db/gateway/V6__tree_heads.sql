-- The gateway's own copy of the log, as it was published: what was heard first stays, whatever is told later. No client's
-- data is here, only hashes, so no row security.
create table log_hashes (
    leaf_index bigint primary key,
    leaf_hash  varchar(64) not null
);

-- Every signed head that was heard, and what was found of it. A head heard again with another finding is another row, which
-- counts instead.
create table tree_heads (
    seq       bigint generated always as identity primary key,
    heard_at  timestamptz not null default now(),
    size      bigint      not null,
    head      text        not null,
    head_hash varchar(64) not null,
    standing  text        not null check (standing in ('verified', 'disputed', 'incomplete')),
    reason    text,
    unique (head_hash, standing)
);
create index tree_heads_size on tree_heads (size desc) where standing = 'verified';

create trigger log_hashes_are_kept before update or delete or truncate on log_hashes
    for each statement execute function refuse_change();
create trigger tree_heads_are_kept before update or delete or truncate on tree_heads
    for each statement execute function refuse_change();
