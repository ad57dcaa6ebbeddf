-- What was asked and answered. A conversation is its client's and its reader's: nobody else goes on with it.
create table conversation_turns (
    client          text        not null,
    reader          text        not null,
    conversation_id text        not null,
    message_id      text        not null,
    asked_at        timestamptz not null,
    message         text        not null,
    question        text,
    found           boolean     not null,
    answer          text        not null,
    primary key (client, reader, conversation_id, message_id)
);
create index conversation_turns_asked_at on conversation_turns (client, reader, conversation_id, asked_at desc);

alter table conversation_turns enable row level security, force row level security;
create policy of_the_readers_clients on conversation_turns using (sees_all() or client = any (seen_clients()));
