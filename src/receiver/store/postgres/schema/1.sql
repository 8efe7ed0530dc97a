-- What `serve` keeps, in version 1. Names and texts are those of SQLite's schema, so that the same statements
-- read both.

create table complaint (
    id bigint generated always as identity primary key,
    reference text not null unique,
    submission_id text not null unique,
    -- SHA-256 of everything the customer wrote and attached: tells a repeat from another complaint.
    content_hash bytea not null,
    -- RFC 3339, UTC; the other dates are ISO 8601 civil dates in London. Bytewise order is their order.
    received_at text collate "C" not null,
    -- As computed here at receipt.
    response_due text collate "C" not null,
    cisas_opens text collate "C" not null,
    -- The first day by the regulator's figure, where there is one.
    cisas_opens_regulator text collate "C",
    cisas_closes text collate "C" not null,
    -- Of a complaint about personal data, which CISAS does not take.
    acknowledge_by text collate "C",
    -- As the customer was shown them, where the page said so.
    shown_response_due text,
    shown_cisas_opens text,
    shown_cisas_opens_regulator text,
    shown_cisas_closes text,
    shown_acknowledge_by text,
    copy_version text,
    -- Whoever has it sees the receipt: 128 random bits in hexadecimal digits, which nobody can guess.
    receipt_token text not null unique,
    -- What the receipt says, in JSON, as it was said at receipt.
    receipt_wording text not null,
    -- Why it is held for a person to review: `decoy` or `quick`; null where it is not, or was released.
    held text,
    -- What the company did: civil dates in London; null where that was not done.
    answered_on text collate "C",
    -- Of the letter that says that the company will not look further.
    deadlock_on text collate "C",
    -- When one of the two was last set or taken back, RFC 3339, UTC.
    handled_at text collate "C"
);

create table answer (
    complaint bigint not null references complaint (id) on delete cascade,
    field text not null,
    value text not null,
    primary key (complaint, field)
);

create table attachment (
    complaint bigint not null references complaint (id) on delete cascade,
    -- From 1, in the order sent.
    number bigint not null,
    name text not null,
    bytes bigint not null,
    sha256 bytea not null,
    primary key (complaint, number)
);

-- The content of a file in parts of a megabyte, so that no file is in memory as a whole while it is kept.
create table attachment_part (
    complaint bigint not null,
    number bigint not null,
    -- From 1.
    part bigint not null,
    content bytea not null,
    primary key (complaint, number, part),
    foreign key (complaint, number) references attachment (complaint, number) on delete cascade
);
-- Pictures and PDF are compressed already.
alter table attachment_part alter column content set storage external;

-- What staff noted.
create table note (
    complaint bigint not null references complaint (id) on delete cascade,
    -- From 1, in the order written.
    number bigint not null,
    -- RFC 3339, UTC.
    written_at text collate "C" not null,
    text text not null,
    primary key (complaint, number)
);

-- Who is told of a complaint, and who was.
create table outbox (
    complaint bigint not null references complaint (id) on delete cascade,
    -- `command`, `webhook`, `email` or `acknowledgement`.
    target text collate "C" not null,
    -- A UUID, the same at every try: a repeat is known for one.
    message_id text not null,
    -- RFC 3339, UTC, as of the instants below. From here on it is tried.
    queued_at text collate "C" not null,
    -- How often it was tried in vain.
    tries bigint not null default 0,
    next_try_at text collate "C" not null,
    -- Why the last try failed, without a word about anybody.
    fault text,
    -- When it was taken, and when it was given up; null until then.
    sent_at text collate "C",
    given_up_at text collate "C",
    primary key (complaint, target)
);

create index outbox_waiting on outbox (target, next_try_at)
    where sent_at is null and given_up_at is null;

-- The last day in London for which it was said what is due; null before the first.
create table digest (day text collate "C");
insert into digest values (null);
