-- Which events were published and heard here, whatever they say.
create table events (
    at           timestamptz not null default now(),
    topic        text        not null,
    event_id     uuid        not null,
    client       text,
    operation_id uuid,
    trace_id     text
);
create index events_at on events (at desc, event_id desc);
create index events_of_client on events (client, at desc, event_id desc);
create index events_of_topic on events (topic, at desc, event_id desc);
create index events_of_operation on events (operation_id) where operation_id is not null;
create index events_of_trace on events (trace_id) where trace_id is not null;
alter table events enable row level security, force row level security;
create policy of_the_callers_clients on events using (sees_all() or client = any (seen_clients()));

-- Whatever is published goes through the outbox. Its own failures the gateway hears as well, with those of others.
create function log_published() returns trigger language plpgsql as
$$ begin
    insert into events (topic, event_id, client, operation_id, trace_id)
    select new.topic, new.id, (select client from operations where id = operation), operation, trace
    from (select (new.headers ->> 'correlation-id')::uuid as operation,
                 nullif(split_part(new.headers ->> 'traceparent', '-', 2), '') as trace) as headers;
    return null;
end $$;
create trigger what_is_published_is_logged after insert on outbox for each row
    when (new.topic <> 'operation.failed') execute function log_published();

-- What services gave up on: of no client, so shown to callers of all.
create table dead_letters (
    -- topic/partition/offset; a broker that began anew has another record there, of another time
    place        text        not null,
    given_up_at  timestamptz not null,
    topic        text        not null,
    partition    int         not null,
    "offset"     bigint,
    service      text,
    code         text,
    event_id     uuid,
    operation_id uuid,
    trace_id     text,
    primary key (given_up_at, place)
);
alter table dead_letters enable row level security, force row level security;
create policy of_callers_of_all_clients on dead_letters using (sees_all());
