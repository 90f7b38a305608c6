-- What was made of each answer to a structured question: which rung it was asked on, what a validator said of it.
create table reading (
    generation_id text not null references generation (id) on delete cascade,
    number integer not null,
    account_id text not null,
    model text not null,
    rung text not null,
    request text not null,
    answer text not null,
    messages text not null,
    notes text not null,
    value text,
    input_tokens integer,
    output_tokens integer,
    cached_tokens integer,
    reasoning_tokens integer,
    estimated integer,
    cost integer,
    primary key (generation_id, number)
) strict;
create index reading_by_account on reading (account_id);
