-- Version 2: every complaint has a receipt that can be opened again.

-- Whoever has it sees the receipt: 128 random bits in hexadecimal digits, which nobody can guess.
alter table complaint add column receipt_token text;
-- What the receipt says, in JSON, as it was said at receipt; null for a complaint of version 1.
alter table complaint add column receipt_wording text;

update complaint set receipt_token = lower(hex(randomblob(16)));

create unique index complaint_receipt_token on complaint (receipt_token);

pragma user_version = 2;
