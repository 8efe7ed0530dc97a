-- Version 4: what was begun is brought to its end, and what is older than its folder is noticed.

-- What is still to be removed from disk of complaints that were deleted: names of files; an empty name
-- while the database itself may hold traces of them.
create table removal (stored text primary key) strict, without rowid;

-- How often complaints were kept here. It only grows; the file `newest` in the data folder has it too, so
-- that a database older than what stands beside it is noticed.
create table history (
    kept integer not null,
    -- How many of the files that are named here are known to be missing.
    missing integer not null
) strict;
insert into history select count(*), 0 from complaint;

pragma user_version = 4;
