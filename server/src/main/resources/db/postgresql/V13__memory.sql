-- What happened to the memory of characters. Each event hangs on the message that was the leaf then, as the number-th
-- one there, holds on every path through it and goes with it; what is remembered is the fold along a path. Events are
-- never changed. body is JSON by its kind.
create table memory_event (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    character_id text not null,
    conversation_id text not null references conversation (id) on delete cascade,
    message_id text not null references message (id) on delete cascade,
    number bigint not null,
    kind text not null,
    body text not null,
    created_at bigint not null
);
create unique index memory_event_once on memory_event (message_id, number);
create index memory_event_by_conversation on memory_event (conversation_id);
create index memory_event_by_character on memory_event (account_id, character_id);
