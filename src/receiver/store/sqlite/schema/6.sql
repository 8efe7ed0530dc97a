-- Version 6: what the company did about a complaint, and what its staff noted.

-- ISO 8601 civil dates in London; null where that was not done.
alter table complaint add column answered_on text;
-- Of the letter that says that the company will not look further.
alter table complaint add column deadlock_on text;
-- When one of the two was last set or taken back, RFC 3339, UTC: of two databases the later one holds.
alter table complaint add column handled_at text;

create table note (
    complaint integer not null references complaint (id) on delete cascade,
    -- From 1, in the order written.
    number integer not null,
    -- RFC 3339, UTC.
    written_at text not null,
    text text not null,
    primary key (complaint, number)
) strict, without rowid;

pragma user_version = 6;
