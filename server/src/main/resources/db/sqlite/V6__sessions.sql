-- Whose account_id is null is everybody's: operators made it.
create table preset (
    id text primary key,
    account_id text references account (id) on delete cascade,
    title text not null,
    prompt text not null,
    auto_send integer not null,
    model text,
    parameters text not null,
    version integer not null,
    created_at integer not null,
    deleted_at integer
) strict;
create index preset_by_account on preset (account_id);

alter table conversation add column preset_id text;

-- 1 where a full dialog starts over: from here on the model sees nothing of what stands above.
alter table message add column begins integer not null default 0;

-- An open tab of the simple chat surface, or a page of the web app, which shows no conversation of its own. Whoever
-- holds it, a socket or what a request shows, keeps it open by signs of life.
create table tab (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    conversation_id text,
    holder text not null,
    credential text not null,
    beat_at integer not null
) strict;
create unique index tab_by_conversation on tab (account_id, conversation_id);
create index tab_by_holder on tab (account_id, holder);
create index tab_by_beat on tab (beat_at);

-- When an account last asked a question, on the database's own even clock.
create table question_pace (
    account_id text primary key,
    asked_at integer not null
) strict;

create index login_session_ended on login_session (ended_at) where ended_at is not null;
