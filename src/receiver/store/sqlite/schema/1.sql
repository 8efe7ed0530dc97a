-- What `serve` keeps, in version 1; the files beside this one bring it to the later ones.

create table complaint (
    id integer primary key,
    reference text not null unique,
    submission_id text not null unique,
    -- SHA-256 of everything the customer wrote and attached: tells a repeat from another complaint.
    content_hash blob not null,
    -- RFC 3339, UTC; the other dates are ISO 8601 civil dates in London.
    received_at text not null,
    -- As computed here at receipt.
    response_due text not null,
    cisas_opens text not null,
    cisas_closes text not null,
    -- As the customer was shown them, where the page said so.
    shown_response_due text,
    shown_cisas_opens text,
    shown_cisas_closes text,
    copy_version text
) strict;

create table answer (
    complaint integer not null references complaint (id) on delete cascade,
    field text not null,
    value text not null,
    primary key (complaint, field)
) strict, without rowid;

create table attachment (
    complaint integer not null references complaint (id) on delete cascade,
    -- From 1, in the order sent.
    number integer not null,
    name text not null,
    bytes integer not null,
    sha256 blob not null,
    -- The file's name under `attachments/`.
    stored text not null unique,
    primary key (complaint, number)
) strict, without rowid;

pragma user_version = 1;
