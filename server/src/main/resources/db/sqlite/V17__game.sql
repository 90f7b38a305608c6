-- Which conversation a player of a game has with a character in a saved world, and where it stands: leaf_id is the last
-- answer that was told, so what nobody heard is not remembered. npc is a character's id, or nothing for the companion
-- without a name; player is nothing for nobody in particular.
create table game_thread (
    account_id text not null references account (id) on delete cascade,
    npc text not null,
    player text not null,
    save text not null,
    conversation_id text not null references conversation (id) on delete cascade,
    leaf_id text,
    epoch integer not null,
    primary key (account_id, npc, player, save)
) strict;
create unique index game_thread_by_conversation on game_thread (conversation_id);

-- Where a conversation stood when an epoch of its saved world began; nothing when nothing had been said.
create table game_mark (
    conversation_id text not null references conversation (id) on delete cascade,
    epoch integer not null,
    account_id text not null references account (id) on delete cascade,
    leaf_id text,
    primary key (conversation_id, epoch)
) strict;

-- Tokens that a player, or all players of a key, have used on a day (counted from 1970 in the zone of quota days).
create table game_spending (
    account_id text not null references account (id) on delete cascade,
    who text not null,
    day integer not null,
    tokens integer not null,
    primary key (account_id, who, day)
) strict;

-- Questions of games that took a turn, so that they can be asked for after a restart; told is 1 once the answer had
-- come to its end.
create table game_question (
    turn_id text primary key,
    account_id text not null references account (id) on delete cascade,
    key_id text not null,
    request text not null,
    session text,
    npc text not null,
    language text not null,
    told integer not null,
    asked_at integer not null
) strict;
create index game_question_by_request on game_question (account_id, key_id, request);
create index game_question_by_session on game_question (account_id, key_id, session, asked_at);
