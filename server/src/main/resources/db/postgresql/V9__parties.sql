-- Stories that several play. account_id is the host, who owns the story and pays. round_* is what is being decided:
-- it is waiting, open, or telling, when it is closed and move_* is what came of it. round_ends is by the story's own
-- time, round_due by the clock of stories, round_lease by the database's.
create table story_party (
    story_id text primary key,
    account_id text not null,
    code text not null,
    rounds text not null,
    seconds bigint not null,
    models text not null,
    revision bigint not null,
    created_at bigint not null,
    round_state text not null,
    round_event bigint not null,
    round_rounds text not null,
    round_seconds bigint not null,
    round_ends bigint not null,
    round_due bigint not null,
    round_tries bigint not null,
    round_problem text,
    round_parts bigint not null,
    round_lease bigint not null,
    move_type text,
    move_option bigint,
    move_text text
);
create unique index story_party_by_code on story_party (code);
create index story_party_busy on story_party (round_state) where round_state <> 'waiting';

-- Those who play, the host among them. choice_* is what one chose for the event of that number.
create table story_player (
    id text primary key,
    story_id text not null,
    account_id text not null,
    name text not null,
    is_host bigint not null,
    is_here bigint not null,
    seen_at bigint not null,
    events bigint not null,
    cost bigint not null,
    choice_event bigint,
    choice_option bigint,
    choice_text text
);
create unique index story_player_once on story_player (story_id, account_id);
create index story_player_by_account on story_player (account_id);
create index story_player_here on story_player (seen_at) where is_here = 1;

-- Links to read stories by; of the token only its digest.
create table story_share (
    story_id text primary key,
    account_id text not null,
    digest text not null,
    created_at bigint not null
);
create unique index story_share_by_digest on story_share (digest);

create index ledger_entry_by_turn on ledger_entry (turn_id) where turn_id is not null;
