-- Work that outlives a request. caller is who ordered it, with what the credential could do then; input, parts and
-- result are JSON. Whoever runs it holds it as runner until lease, by the database's clock; tries is how often a runner
-- was found dead. number is that of its last event.
create table task (
    id text primary key,
    account_id text not null references account (id) on delete cascade,
    caller text not null,
    kind text not null,
    subject text,
    input text not null,
    once_key text,
    fingerprint text,
    state text not null,
    progress bigint not null,
    step text not null,
    parts text not null,
    result text,
    error_code text,
    error_en text,
    error_zh text,
    number bigint not null,
    runner text,
    lease bigint not null,
    tries bigint not null,
    created_at bigint not null,
    started_at bigint,
    ended_at bigint
);
create index task_by_account on task (account_id, created_at, id);
create unique index task_by_key on task (account_id, once_key) where once_key is not null;
create index task_open on task (lease) where state in ('pending', 'running');
create index task_by_subject on task (account_id, subject) where state in ('pending', 'running');
create index task_ended on task (ended_at) where ended_at is not null;

-- How far a task had come, each time it said so.
create table task_event (
    task_id text not null references task (id) on delete cascade,
    number bigint not null,
    state text not null,
    progress bigint not null,
    step text not null,
    parts text not null,
    at bigint not null,
    primary key (task_id, number)
);

-- Through here one order of an account passes at a time.
create table task_gate (
    account_id text primary key references account (id) on delete cascade,
    passed bigint not null
);
