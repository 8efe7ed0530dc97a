-- Version 3: what a machine seems to have sent is held for a person to review.

-- Why: `decoy` or `quick`; null where it is not held, or was released.
alter table complaint add column held text;

pragma user_version = 3;
