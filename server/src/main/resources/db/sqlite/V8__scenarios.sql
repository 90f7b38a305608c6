-- Starts for stories that people made. Whose account_id is null is everybody's. Those that come with the server are in
-- no table.
create table scenario (
    id text primary key,
    account_id text,
    title text not null,
    language text not null,
    document text not null,
    version integer not null,
    created_at integer not null,
    updated_at integer not null,
    deleted_at integer
) strict;
create index scenario_newest on scenario (account_id, id);
