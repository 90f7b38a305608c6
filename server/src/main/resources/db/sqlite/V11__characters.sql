-- Characters. name_key is the name and words is name, brief and tags, both as searches compare them. card is the whole
-- card, as version 3 writes it; profile, provenance and categories are what was written of it here by category. avatar
-- says where its picture is from. creating is the task that is at work on it.
create table character (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    name text not null,
    name_key text not null,
    words text not null,
    brief text not null,
    visibility text not null,
    language text not null,
    model text,
    tags text not null,
    card text not null,
    profile text not null,
    provenance text not null,
    categories text not null,
    source text,
    avatar text not null,
    avatar_version integer not null,
    card_bytes integer not null,
    file_bytes integer not null,
    creating text,
    version integer not null,
    created_at integer not null,
    updated_at integer not null,
    deleted_at integer
) strict;
create index character_newest on character (account_id, updated_at, id);
create index character_by_name on character (account_id, name_key, id);
create index character_public on character (updated_at, id) where visibility = 'public' and deleted_at is null;
create index character_deleted on character (deleted_at) where deleted_at is not null;

create table character_tag (
    character_id text not null references character (id) on delete cascade,
    tag_key text not null,
    tag text not null,
    primary key (character_id, tag_key)
) strict;

-- The text that a character was made from.
create table character_source (
    character_id text primary key references character (id) on delete cascade,
    text text not null
) strict;

-- png is what is shown; picture is the card's own one, whole, as long as that is what png was drawn from.
create table character_avatar (
    character_id text primary key references character (id) on delete cascade,
    png blob not null,
    picture blob
) strict;

-- Files that came with a card. path is what the card calls them; nothing on any disk.
create table character_file (
    character_id text not null references character (id) on delete cascade,
    path text not null,
    place integer not null,
    bytes blob not null,
    primary key (character_id, path)
) strict;
