-- Lorebooks of accounts. book is the whole of one, in the words of a world file; name, description and entries, which is
-- how many it has, are there so that lists need not read it.
create table lorebook (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    name text not null,
    description text not null,
    book text not null,
    entries integer not null,
    version integer not null,
    created_at integer not null,
    updated_at integer not null,
    deleted_at integer
) strict;
create index lorebook_newest on lorebook (account_id, updated_at, id);

-- Where a book is open: with a character, a persona, a conversation, whose id is place, or wherever the account talks,
-- when place is empty. Lower positions come first.
create table lorebook_use (
    lorebook_id text not null references lorebook (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    kind text not null,
    place text not null,
    position integer not null,
    primary key (lorebook_id, kind, place)
) strict;
create index lorebook_use_by_place on lorebook_use (account_id, kind, place);
