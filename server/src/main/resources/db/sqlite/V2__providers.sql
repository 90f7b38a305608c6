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
    enabled integer,
    own_keys integer,
    version integer not null,
    created_at integer not null
) strict;

create table provider_key (
    id text primary key,
    provider text not null references provider (name) on delete cascade,
    sealed text not null,
    last_four text not null,
    origin text not null,
    created_at integer not null
) strict;
create index provider_key_by_provider on provider_key (provider);

-- Two voices: what the provider tells of a model, and what the operator says of it; null is nothing said.
create table model (
    provider text not null,
    name text not null,
    source text not null,
    label text,
    context_tokens integer,
    max_output_tokens integer,
    input_price integer,
    output_price integer,
    cached_price integer,
    prices_as_of text,
    abilities text,
    enabled integer,
    position integer not null,
    version integer not null,
    primary key (provider, name, source)
) strict;

create table alias (
    name text primary key,
    models text not null,
    version integer not null
) strict;

create table own_key (
    account_id text not null references account (id) on delete cascade,
    provider text not null,
    sealed text not null,
    last_four text not null,
    origin text not null,
    created_at integer not null,
    primary key (account_id, provider)
) strict;
