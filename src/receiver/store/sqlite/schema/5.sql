-- Version 5: the first day for CISAS by the regulator's figure, beside the page's; and of a complaint about
-- personal data the day by which the company says that it has it.

-- As computed here at receipt; null for a complaint of an earlier version.
alter table complaint add column cisas_opens_regulator text;
-- Null for any other complaint.
alter table complaint add column acknowledge_by text;
-- As the customer was shown them, where the page said so: the regulator's day is shown where it comes
-- before the page's, and the days for CISAS are not shown of a complaint about personal data.
alter table complaint add column shown_cisas_opens_regulator text;
alter table complaint add column shown_acknowledge_by text;

pragma user_version = 5;
