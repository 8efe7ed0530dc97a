-- Version 7: who is told of a complaint, and who was.

create table outbox (
    complaint integer not null references complaint (id) on delete cascade,
    -- `command`, `webhook`, `email` or `acknowledgement`.
    target text not null,
    -- A UUID, the same at every try: a repeat is known for one.
    message_id text not null,
    -- RFC 3339, UTC, as of the instants below. From here on it is tried.
    queued_at text not null,
    -- How often it was tried in vain.
    tries integer not null default 0,
    next_try_at text not null,
    -- Why the last try failed, without a word about anybody.
    fault text,
    -- When it was taken, and when it was given up; null until then.
    sent_at text,
    given_up_at text,
    primary key (complaint, target)
) strict, without rowid;

create index outbox_waiting on outbox (target, next_try_at)
    where sent_at is null and given_up_at is null;

-- The last day in London for which it was said what is due; null before the first.
create table digest (day text) strict;
insert into digest values (null);

pragma user_version = 7;
