//! The statements that both databases understand. Their columns are read in [`rows`](super::rows).
//!
//! Parameters first appear in the order of their numbers: SQLite numbers `$1` by its first appearance.

use crate::domain::complaint::Step;

/// What is waiting, but not for now: a complaint that is held is acknowledged once it is released.
macro_rules! is_held_back {
    () => {
        "target = 'acknowledgement'
            and exists (select 1 from complaint where id = outbox.complaint and held is not null)"
    };
}

/// The columns of a receipt.
macro_rules! receipt {
    () => {
        "reference, received_at, response_due, cisas_opens, cisas_opens_regulator, cisas_closes, acknowledge_by"
    };
}

pub const EARLIER: &str = concat!(
    "select ",
    receipt!(),
    ", receipt_token, content_hash from complaint where submission_id = $1"
);

pub const RECEIPT: &str = concat!(
    "select ",
    receipt!(),
    ", receipt_wording from complaint where receipt_token = $1"
);

/// Adds a complaint, unless it is there: under its submission id, or another under its reference.
pub const ADD_COMPLAINT: &str =
    "insert into complaint (reference, submission_id, content_hash, received_at,
        response_due, cisas_opens, cisas_closes, receipt_token, receipt_wording,
        shown_response_due, shown_cisas_opens, shown_cisas_closes, copy_version, held,
        cisas_opens_regulator, shown_cisas_opens_regulator, acknowledge_by, shown_acknowledge_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     on conflict do nothing returning id";

pub const ADD_ANSWER: &str = "insert into answer (complaint, field, value) values ($1, $2, $3)";

pub const LIST: &str = "select reference, received_at,
        coalesce((select substr(value, 1, 1000) from answer where complaint = id and field = 'name'), ''),
        coalesce((select substr(value, 1, 1000) from answer where complaint = id and field = 'category'), ''),
        (select count(*) from attachment where complaint = id),
        held, response_due, answered_on, deadlock_on,
        exists (select 1 from answer where complaint = id and field = 'help_needed'),
        cisas_opens_regulator, acknowledge_by,
        (select value from answer where complaint = id and field = 'first_complained_on')
     from complaint order by received_at desc, id desc";

pub const FIND: &str = concat!(
    "select id, ",
    receipt!(),
    ", submission_id, shown_response_due, shown_cisas_opens, shown_cisas_opens_regulator, shown_cisas_closes,
        shown_acknowledge_by, copy_version, held, answered_on, deadlock_on
     from complaint where reference = $1"
);

pub const ANSWERS: &str = "select field, value from answer where complaint = $1";

pub const NOTES: &str = "select written_at, text from note where complaint = $1 order by number";

pub const RELEASE: &str =
    "update complaint set held = null where reference = $1 and held is not null";

/// Acknowledges a complaint from now on that was held until now.
pub const QUEUE_ACKNOWLEDGEMENT: &str = "update outbox set queued_at = $1, next_try_at = $1
     where sent_at is null and target = 'acknowledgement'
        and complaint = (select id from complaint where reference = $2)";

/// When a complaint was received, and on which day a step was taken.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Answered => "select received_at, answered_on from complaint where reference = $1",
        Step::DeadlockLetterSent => {
            "select received_at, deadlock_on from complaint where reference = $1"
        }
    }
}

/// Notes on which day a step was taken.
pub fn take(step: Step) -> &'static str {
    match step {
        Step::Answered => {
            "update complaint set answered_on = $1, handled_at = $2 where reference = $3"
        }
        Step::DeadlockLetterSent => {
            "update complaint set deadlock_on = $1, handled_at = $2 where reference = $3"
        }
    }
}

pub const REOPEN: &str =
    "update complaint set answered_on = null, deadlock_on = null, handled_at = $1
     where reference = $2 and (answered_on is not null or deadlock_on is not null)";

/// The number of the last note where it has this text, and was written between two instants.
pub const LAST_NOTE: &str =
    "select number from note join complaint on complaint.id = note.complaint
     where reference = $1 and text = $2 and written_at between $3 and $4
        and number = (select max(number) from note where complaint = id)";

pub const ADD_NOTE: &str = "insert into note (complaint, number, written_at, text)
     select id, 1 + (select coalesce(max(number), 0) from note where complaint = id), $1, $2
     from complaint where reference = $3
     returning number";

/// Tries what was not taken of a complaint from now on as if it had just come.
pub const RESEND: &str = concat!(
    "update outbox set queued_at = $1, next_try_at = $1, tries = 0, given_up_at = null
     where sent_at is null and complaint = (select id from complaint where reference = $2) and not (",
    is_held_back!(),
    ")"
);

/// Whether the e-mail address of a complaint, of which the number is given twice, has so many
/// acknowledgements since an instant, of complaints from a number on.
pub const HAS_MANY: &str = "select count(*) >= $1 from outbox
     join answer as its on its.complaint = outbox.complaint and its.field = 'email'
     join answer as this on this.complaint = $2 and this.field = 'email'
     where outbox.complaint >= $3 and outbox.complaint < $2 and target = 'acknowledgement'
        and queued_at > $4 and lower(its.value) = lower(this.value)";

pub const QUEUE: &str = "insert into outbox (complaint, target, message_id, queued_at, next_try_at)
     values ($1, $2, $3, $4, $4)";

/// The next that is to be told to a target by now, or stands later than anything can; the one that has waited the longest.
pub const WAITING: &str = concat!(
    "select complaint, reference, message_id, queued_at, tries, receipt_wording
     from outbox join complaint on complaint.id = outbox.complaint
     where target = $1 and (next_try_at <= $2 or next_try_at > $3) and sent_at is null and given_up_at is null and not (",
    is_held_back!(),
    ") order by next_try_at, complaint limit 1"
);

/// Notes what became of a try. A complaint that was deleted meanwhile has nothing to be noted.
pub const NOTE_TRY: &str = "update outbox set sent_at = $1, given_up_at = $2,
        next_try_at = coalesce($3, next_try_at), fault = $4, tries = tries + $5
     where complaint = $6 and target = $7 and message_id = $8";

/// What was not taken yet, or given up; the oldest first.
pub const UNSENT: &str = concat!(
    "select reference, target, queued_at, tries, next_try_at, given_up_at, fault
     from outbox join complaint on complaint.id = outbox.complaint
     where sent_at is null and not (",
    is_held_back!(),
    ") order by received_at, complaint.id, target"
);

/// How many are waiting or given up, of each target that has some.
pub const BACKLOGS: &str = concat!(
    "select target, count(*) filter (where given_up_at is null), count(*) filter (where given_up_at is not null)
     from outbox where sent_at is null and not (",
    is_held_back!(),
    ") group by target order by target"
);

pub const DIGEST_DAY: &str = "select day from digest";

pub const NOTE_DIGEST_DAY: &str = "update digest set day = $1";

/// Every complaint as it may be deleted, the oldest first.
pub const TO_DELETE: &str = "select id, reference, received_at,
        (select count(*) from answer where complaint = id),
        (select count(*) from attachment where complaint = id)
     from complaint order by received_at, id";
