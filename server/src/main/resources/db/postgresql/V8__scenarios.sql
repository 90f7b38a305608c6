-- Starts for stories that people made. Whose account_id is null is everybody's. Those that come with the server are in
-- no table.
create table scenario (
    id text primary key,
    account_id text,
    title text not null,
    language text not null,
    document text not null,
    version bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint
);
create index scenario_newest on scenario (account_id, id);
