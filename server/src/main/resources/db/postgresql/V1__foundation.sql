-- Times are milliseconds since 1970 UTC; money is nano-units; ids are UUIDs in text; lists and maps are JSON in text.

create table account (
    id text primary key,
    username text not null,
    username_key text not null unique,
    email text,
    password text,
    role text not null,
    state text not null,
    language text,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null
);

create table login_session (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    device text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null,
    ended_at bigint,
    ended_reason text
);
create index login_session_by_account on login_session (account_id);

create table refresh_token (
    hash text primary key,
    session_id text not null references login_session (id) on delete cascade,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index refresh_token_by_session on refresh_token (session_id);

create table api_key (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    name text not null,
    prefix text not null,
    hash text not null unique,
    scopes text not null,
    models text,
    per_minute bigint,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);
create index api_key_by_account on api_key (account_id);

create table registration_day (
    day text not null,
    address text not null,
    count bigint not null,
    primary key (day, address)
);

create table setting (
    name text primary key,
    value text not null
);

create table trial_day (
    day text primary key,
    given bigint not null
);

create table wallet (
    account_id text primary key,
    balance bigint not null,
    unlimited bigint not null
);

create table ledger_entry (
    id text primary key,
    account_id text not null,
    kind text not null,
    amount bigint not null,
    balance_after bigint not null,
    turn_id text,
    generation_id text,
    note text,
    created_at bigint not null
);
create unique index ledger_entry_once on ledger_entry (generation_id, kind) where generation_id is not null;
create index ledger_entry_by_account on ledger_entry (account_id, id);
create function ledger_entry_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a ledger entry is never changed';
end;
$$;
create trigger ledger_entry_stays before update of amount, kind, balance_after, generation_id, turn_id on ledger_entry
for each row execute function ledger_entry_stays();

create table open_hold (
    generation_id text primary key,
    account_id text not null,
    amount bigint not null
);
create index open_hold_by_account on open_hold (account_id);

create table persona (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    name text not null,
    description text not null,
    is_default bigint not null,
    version bigint not null,
    created_at bigint not null,
    deleted_at bigint
);
create index persona_by_account on persona (account_id);

create table conversation (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    title text not null,
    system text not null,
    model text,
    parameters text not null,
    context_policy text not null,
    persona_id text,
    pinned bigint not null,
    archived bigint not null,
    folder text,
    tags text not null,
    leaf_id text,
    hidden_until_used bigint not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint
);
create index conversation_by_account on conversation (account_id, updated_at, id);

create table message (
    id text primary key,
    account_id text not null,
    conversation_id text not null references conversation (id) on delete cascade,
    parent_id text,
    turn_id text,
    role text not null,
    author_kind text not null,
    author_id text,
    author_name text not null,
    text text not null,
    reasoning text,
    state text not null,
    hidden bigint not null,
    model text,
    input_tokens bigint,
    output_tokens bigint,
    cached_tokens bigint,
    reasoning_tokens bigint,
    estimated bigint,
    cost bigint,
    version bigint not null,
    created_at bigint not null,
    deleted_at bigint,
    deleted_with text
);
create index message_by_parent on message (conversation_id, parent_id);
create index message_by_turn on message (turn_id);
create index message_deleted on message (deleted_at) where deleted_at is not null;

create table turn (
    id text primary key,
    account_id text not null,
    conversation_id text,
    surface text not null,
    state text not null,
    idempotency_key text,
    fingerprint text,
    error_code text,
    error_message text,
    last_event bigint not null,
    created_at bigint not null,
    ended_at bigint
);
create unique index turn_by_key on turn (account_id, idempotency_key) where idempotency_key is not null;
create index turn_by_conversation on turn (conversation_id);
create index turn_running on turn (account_id) where ended_at is null;

create table generation (
    id text primary key,
    turn_id text not null references turn (id) on delete cascade,
    account_id text not null,
    message_id text,
    model text not null,
    state text not null,
    max_tokens bigint not null,
    input_price bigint,
    output_price bigint,
    cached_price bigint,
    prompt_bytes bigint not null,
    prompt_tokens bigint not null,
    opening_length bigint not null,
    request text not null,
    attempts text not null,
    input_tokens bigint,
    output_tokens bigint,
    cached_tokens bigint,
    reasoning_tokens bigint,
    estimated bigint,
    cost bigint,
    finish_reason text,
    created_at bigint not null,
    ended_at bigint
);
create index generation_by_turn on generation (turn_id);
create index generation_running on generation (id) where ended_at is null;

create table draft (
    generation_id text not null references generation (id) on delete cascade,
    last_event bigint not null,
    text text not null,
    reasoning text not null,
    primary key (generation_id, last_event)
);

create table prompt_part (
    account_id text not null,
    hash text not null,
    text text not null,
    used_at bigint not null,
    primary key (account_id, hash)
);

create table part_use (
    account_id text not null,
    hash text not null,
    place text not null,
    primary key (place, account_id, hash)
);
create index part_use_by_part on part_use (account_id, hash);
