-- What the operator says of a provider; null is nothing said. Providers of the environment have a row only once
-- something was said of them.
create table provider (
    name text primary key,
    source text not null,
    dialect text,
    base_url text,
    headers text,
    quirks text,
    timeouts text,
    enabled bigint,
    own_keys bigint,
    version bigint not null,
    created_at bigint not null
);

create table provider_key (
    id text primary key,
    provider text not null references provider (name) on delete cascade,
    sealed text not null,
    last_four text not null,
    origin text not null,
    created_at bigint not null
);
create index provider_key_by_provider on provider_key (provider);

-- Two voices: what the provider tells of a model, and what the operator says of it; null is nothing said.
create table model (
    provider text not null,
    name text not null,
    source text not null,
    label text,
    context_tokens bigint,
    max_output_tokens bigint,
    input_price bigint,
    output_price bigint,
    cached_price bigint,
    prices_as_of text,
    abilities text,
    enabled bigint,
    position bigint not null,
    version bigint not null,
    primary key (provider, name, source)
);

create table alias (
    name text primary key,
    models text not null,
    version bigint not null
);

create table own_key (
    account_id text not null references account (id) on delete cascade,
    provider text not null,
    sealed text not null,
    last_four text not null,
    origin text not null,
    created_at bigint not null,
    primary key (account_id, provider)
);
