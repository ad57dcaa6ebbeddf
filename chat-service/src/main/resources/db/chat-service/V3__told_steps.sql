-- Up to which step it was told what is done for a message, while it is done: handled again, it tells nothing twice.
create table told_steps (
    message_id text        not null,
    number     int         not null,
    told_at    timestamptz not null,
    primary key (message_id, number)
);
create index told_steps_told_at on told_steps (told_at);
