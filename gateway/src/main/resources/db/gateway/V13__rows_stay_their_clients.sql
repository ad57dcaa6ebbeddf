-- Whatever an event says, no row of one client becomes another's: the event is refused, and told by this code.
select set_config('hub.clients', 'clients:*', true);
create function refuse_another_client() returns trigger language plpgsql as
$$ begin
    if new.client is distinct from old.client then
        raise exception 'a row of % stays its client''s', tg_table_name using errcode = 'HC001';
    end if;
    return new;
end $$;
create trigger a_row_stays_its_clients before update on views
    for each row execute function refuse_another_client();
create trigger a_row_stays_its_clients before update on operations
    for each row execute function refuse_another_client();

-- What was handed in is looked for by the plan's id too.
update views set name = split_part(id, '/', 1) where kind = 'handed-in-plan';

-- What was asked here of a plan comes before what was published past the gateway, whenever either is heard.
update views as plan set revision = array_prepend(
    case when exists(select from views as handed_in
                     where handed_in.kind = 'handed-in-plan' and handed_in.id = plan.id || '/' || (plan.body ->> 'contentHash'))
        then 1::bigint else 0::bigint end, plan.revision)
where plan.kind = 'plan';
