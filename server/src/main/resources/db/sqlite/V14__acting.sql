-- Conversations with a character: who speaks in them, from what their draws come, where lore stands in their prompts, and
-- which of them is gone on with where only the character is named. A character may be gone, and be somebody else's, so
-- its name is kept here too.
alter table conversation add column character_id text;
alter table conversation add column character_name text;
alter table conversation add column seed integer not null default 0;
alter table conversation add column lore_placement text not null default 'at_position';
alter table conversation add column standing integer not null default 0;
create unique index conversation_standing on conversation (account_id, character_id) where standing = 1;

-- What holds after an answer: timers and places of lore, variables. It goes with its message, so a path without that
-- knows nothing of it.
create table message_state (
    message_id text primary key references message (id) on delete cascade,
    account_id text not null,
    state text not null
) strict;
