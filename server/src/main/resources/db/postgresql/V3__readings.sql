-- What was made of each answer to a structured question: which rung it was asked on, what a validator said of it.
create table reading (
    generation_id text not null references generation (id) on delete cascade,
    number bigint not null,
    account_id text not null,
    model text not null,
    rung text not null,
    request text not null,
    answer text not null,
    messages text not null,
    notes text not null,
    value text,
    input_tokens bigint,
    output_tokens bigint,
    cached_tokens bigint,
    reasoning_tokens bigint,
    estimated bigint,
    cost bigint,
    primary key (generation_id, number)
);
create index reading_by_account on reading (account_id);
