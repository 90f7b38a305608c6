-- What happened, for good: streams of events, each numbered from 1 without gaps. Whose account_id is another is
-- another stream, whatever its id.
create table journal (
    account_id text not null,
    stream_id text not null,
    version integer not null,
    type text not null,
    body text not null,
    at integer not null,
    primary key (account_id, stream_id, version)
) strict;

-- One run of a story. What it is now can always be had from its journal; the snapshot only saves the reading.
-- session_id is the client's own; of the runs that bear it one is current.
create table story (
    id text primary key,
    account_id text not null,
    session_id text not null,
    is_current integer not null,
    begun_with text not null,
    title text not null,
    state text not null,
    event_number integer not null,
    version integer not null,
    snapshot text not null,
    origin_id text,
    origin_after integer,
    clock_at integer not null,
    created_at integer not null,
    updated_at integer not null
) strict;
create unique index story_by_session on story (account_id, session_id) where is_current = 1;
create index story_newest on story (account_id, updated_at, id);

-- Requests that may come again, and the event each one became.
create table story_request (
    account_id text not null,
    key text not null,
    fingerprint text not null,
    story_id text not null,
    event_number integer not null,
    created_at integer not null,
    primary key (account_id, key)
) strict;
create index story_request_by_time on story_request (created_at);

-- How long there has been a server: the time that stories go by, which stands still while there is none.
create table story_clock (
    id integer primary key,
    up_ms integer not null
) strict;
