-- Folders of SillyTavern that are being taken in: the archive as it came, until its task ends.
create table tavern_archive (
    task_id text primary key references task (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    bytes bytea not null
);
create index tavern_archive_by_account on tavern_archive (account_id);

-- What a task made of which file: what is marked is not made again, and is what a cancelled task takes back. file is the
-- file's name, with a number behind it where there are several; made is the id of what was made, and character_id whose
-- it is. whole is 0 while it is still being written. remarks are JSON. The task reports all that.
create table tavern_mark (
    task_id text not null references task (id) on delete cascade,
    kind text not null,
    file text not null,
    account_id text not null references account (id) on delete cascade,
    place bigint not null,
    made text not null,
    name text not null,
    character_id text,
    messages bigint not null,
    whole bigint not null,
    remarks text not null,
    primary key (task_id, kind, file)
);

-- Groups and their chats as they came; nobody talks in them yet. members says which file of a card became which
-- character.
create table tavern_group (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    kind text not null,
    name text not null,
    members text not null,
    body text not null,
    bytes bigint not null,
    created_at bigint not null
);
create index tavern_group_by_account on tavern_group (account_id, kind, name);
