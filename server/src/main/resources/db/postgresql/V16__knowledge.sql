-- What can be found by its words. shelf says of which collection it is and stands in terms too, so that the index keeps
-- collections apart; texts are already taken apart into terms. length is how many they are.
create table search_entry (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    shelf text not null,
    length bigint not null,
    terms tsvector not null
);
create index search_entry_by_shelf on search_entry (account_id, shelf);
create index search_entry_terms on search_entry using gin (terms);

-- Collections of what games and worlds know. name_key is the name without capitals.
create table knowledge_collection (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    name text not null,
    name_key text not null,
    description text not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (account_id, name_key)
);
create index knowledge_collection_newest on knowledge_collection (account_id, updated_at, id);

-- The ledger of what was read: done, failed, or reading while its passages are being written. url is there for pages only.
create table knowledge_file (
    id text primary key,
    collection_id text not null references knowledge_collection (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    name text not null,
    hash text not null,
    bytes bigint not null,
    state text not null,
    passages bigint not null,
    text_bytes bigint not null,
    code text,
    message_en text,
    message_zh text,
    url text,
    licence text,
    updated_at bigint not null
);
create unique index knowledge_file_by_name on knowledge_file (collection_id, name) where state <> 'reading';
create index knowledge_file_by_account on knowledge_file (account_id);
create index knowledge_file_reading on knowledge_file (collection_id, updated_at) where state = 'reading';

create table knowledge_passage (
    id text primary key,
    file_id text not null references knowledge_file (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    position bigint not null,
    title text not null,
    text text not null
);
create index knowledge_passage_by_file on knowledge_passage (file_id, position);

-- Where a collection is open: at a character, whose id is place, or for the whole account, when place is empty.
create table knowledge_use (
    collection_id text not null references knowledge_collection (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    kind text not null,
    place text not null,
    primary key (collection_id, kind, place)
);
create index knowledge_use_by_place on knowledge_use (account_id, kind, place);

-- Archives of folders until their tasks end.
create table knowledge_archive (
    task_id text primary key,
    account_id text not null references account (id) on delete cascade,
    bytes bytea not null
);

-- The passages that an answer was given with, as JSON.
create table message_source (
    message_id text primary key references message (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    sources text not null
);
