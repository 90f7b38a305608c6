-- An address is verified for one account at most. An account is confirmed once it is taken for a person's: at its
-- making, or where addresses are verified, at its first verification. Those that were here before are.
alter table account add column email_key text;
alter table account add column email_verified_at bigint;
alter table account add column pending_email text;
alter table account add column confirmed_at bigint;
alter table account add column terms_version bigint;
alter table account add column terms_accepted_at bigint;
alter table account add column avatar text;
update account set email_key = lower(email), confirmed_at = created_at;
create unique index account_by_email on account (email_key) where email_verified_at is not null;
create index account_by_claimed_email on account (email_key) where email_key is not null;

create table avatar (
    account_id text primary key references account (id) on delete cascade,
    image bytea not null
);

create table preferences (
    account_id text primary key references account (id) on delete cascade,
    choices text not null,
    version bigint not null
);

alter table api_key add column budget bigint;
alter table api_key add column last_used_at bigint;

-- What links in letters carry; what is kept does not give it back. An address is what using it proves.
create table mail_key (
    hash text primary key,
    account_id text not null references account (id) on delete cascade,
    purpose text not null,
    address text,
    created_at bigint not null,
    expires_at bigint not null
);
create index mail_key_by_account on mail_key (account_id, purpose);

create table invitation (
    id text primary key,
    hash text not null unique,
    prefix text not null,
    note text not null,
    uses bigint not null,
    most_uses bigint not null,
    made_by text references account (id) on delete set null,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);

-- Letters on their way, and those that an operator must look after. What they say is sealed: it holds keys.
create table letter (
    id text primary key,
    account_id text references account (id) on delete cascade,
    purpose text not null,
    address text not null,
    sealed text not null,
    state text not null,
    reason text,
    tries bigint not null,
    due_at bigint not null,
    created_at bigint not null,
    expires_at bigint not null
);
create index letter_by_due on letter (due_at) where state = 'waiting';
create index letter_by_account on letter (account_id);
