-- What is told of an operation before it is settled, for whoever follows it at whichever gateway.
create table operation_progress (
    operation_id uuid        not null,
    client       text        not null,
    number       int         not null,
    kind         text        not null,
    text         text        not null,
    told_at      timestamptz not null default now(),
    primary key (operation_id, number)
);
-- what is older is forgotten
create index operation_progress_told_at on operation_progress (told_at);
alter table operation_progress enable row level security, force row level security;
create policy of_the_callers_clients on operation_progress using (sees_all() or client = any (seen_clients()));
create trigger a_row_stays_its_clients before update on operation_progress
    for each row execute function refuse_another_client();
