//! From a row to what it stands for, whichever database it is of. The columns are those of [`sql`](super::sql).

use chrono::{DateTime, NaiveDate, Utc};

use super::arrival::{Proof, Receipt, Stored};
use crate::domain::calendar::iso;
use crate::domain::complaint::{FieldId, Handling};
use crate::domain::wire::Shown;
use crate::receiver::inbox::{Note, Received, Summary, deadlock_letter_due};
use crate::receiver::inbox_editor::ToDelete;
use crate::receiver::outbox::{Backlog, Unsent, Waiting};

/// The columns of a row, from 0.
pub trait Columns {
    type Error;

    fn text(&self, column: usize) -> Result<String, Self::Error>;
    /// A text that may be null.
    fn optional(&self, column: usize) -> Result<Option<String>, Self::Error>;
    fn bytes(&self, column: usize) -> Result<Vec<u8>, Self::Error>;
    fn number(&self, column: usize) -> Result<i64, Self::Error>;
    fn flag(&self, column: usize) -> Result<bool, Self::Error>;
}

/// The answer that was given before, to a complaint of this content.
pub fn earlier<R: Columns>(row: &R, content_hash: &[u8; 32]) -> Result<Stored, R::Error> {
    if row.bytes(8)? != content_hash {
        return Ok(Stored::Conflict);
    }
    Ok(Stored::Repeat(Proof {
        receipt: receipt(row, 0)?,
        token: row.text(7)?,
    }))
}

/// A receipt, and what it says.
pub fn worded_receipt<R: Columns>(row: &R) -> Result<(Receipt, Option<String>), R::Error> {
    Ok((receipt(row, 0)?, row.optional(7)?))
}

/// The receipt in the columns from this one on.
fn receipt<R: Columns>(row: &R, from: usize) -> Result<Receipt, R::Error> {
    Ok(Receipt {
        reference: row.text(from)?,
        received_at: row.text(from + 1)?,
        response_due: row.text(from + 2)?,
        cisas_opens: row.text(from + 3)?,
        cisas_opens_regulator: row.optional(from + 4)?,
        cisas_closes: row.text(from + 5)?,
        acknowledge_by: row.optional(from + 6)?,
    })
}

/// A complaint in one line.
pub fn summary<R: Columns>(row: &R) -> Result<Summary, R::Error> {
    let received_at = row.text(1)?;
    let letter = deadlock_letter_due(
        &received_at,
        row.optional(10)?.as_deref(),
        row.optional(11)?.as_deref(),
        row.optional(12)?.as_deref(),
    );
    Ok(Summary {
        reference: row.text(0)?,
        received_at,
        name: row.text(2)?,
        category: row.text(3)?,
        attachments: row.number(4)?,
        held: row.optional(5)?,
        response_due: row.text(6)?,
        handling: handling(row, 7)?,
        asks_for_help: row.flag(9)?,
        deadlock_letter_due: letter,
    })
}

/// A complaint by its own row, without what other tables have of it; and its number.
pub fn received<R: Columns>(row: &R) -> Result<(i64, Received), R::Error> {
    let received = Received {
        receipt: receipt(row, 1)?,
        submission_id: row.text(8)?,
        shown: Shown {
            response_due: row.optional(9)?,
            cisas_opens: row.optional(10)?,
            cisas_opens_regulator: row.optional(11)?,
            cisas_closes: row.optional(12)?,
            acknowledge_by: row.optional(13)?,
            copy_version: row.optional(14)?,
        },
        held: row.optional(15)?,
        handling: handling(row, 16)?,
        deadlock_letter_due: None,
        notes: Vec::new(),
        answers: Vec::new(),
        attachments: Vec::new(),
    };
    Ok((row.number(0)?, received))
}

/// Puts the answers into the order of the form, and works out what follows from them.
pub fn with_answers(mut received: Received, mut answers: Vec<(String, String)>) -> Received {
    let place = |field: &str| FieldId::from_name(field).map_or(usize::MAX, |field| field as usize);
    answers.sort_by_key(|(field, _)| place(field));
    received.answers = answers;
    let receipt = &received.receipt;
    received.deadlock_letter_due = deadlock_letter_due(
        &receipt.received_at,
        receipt.cisas_opens_regulator.as_deref(),
        receipt.acknowledge_by.as_deref(),
        received.answer(FieldId::FirstComplainedOn),
    );
    received
}

/// The name on the wire of an answer, and the answer.
pub fn answer<R: Columns>(row: &R) -> Result<(String, String), R::Error> {
    Ok((row.text(0)?, row.text(1)?))
}

pub fn note<R: Columns>(row: &R) -> Result<Note, R::Error> {
    Ok(Note {
        written_at: row.text(0)?,
        text: row.text(1)?,
    })
}

/// What waits in the outbox, looked at now.
pub fn waiting<R: Columns>(row: &R, now: DateTime<Utc>) -> Result<Waiting, R::Error> {
    Ok(Waiting {
        complaint: row.number(0)?,
        reference: row.text(1)?,
        message_id: row.text(2)?,
        queued_at: iso::parse_instant(&row.text(3)?).unwrap_or(now),
        tries: u32::try_from(row.number(4)?).unwrap_or(u32::MAX),
        wording: row.optional(5)?,
    })
}

pub fn unsent<R: Columns>(row: &R) -> Result<Unsent, R::Error> {
    Ok(Unsent {
        reference: row.text(0)?,
        target: row.text(1)?,
        queued_at: row.text(2)?,
        tries: row.number(3)?,
        next_try_at: row.text(4)?,
        given_up_at: row.optional(5)?,
        fault: row.optional(6)?,
    })
}

pub fn backlog<R: Columns>(row: &R) -> Result<Backlog, R::Error> {
    Ok(Backlog {
        target: row.text(0)?,
        waiting: row.number(1)?,
        given_up: row.number(2)?,
    })
}

/// A complaint as it may be deleted.
pub fn to_delete<R: Columns>(row: &R) -> Result<ToDelete, R::Error> {
    Ok(ToDelete {
        id: row.number(0)?,
        reference: row.text(1)?,
        received_at: row.text(2)?,
        answers: row.number(3)?,
        files: row.number(4)?,
    })
}

/// The two days in a row from this column on.
fn handling<R: Columns>(row: &R, column: usize) -> Result<Handling, R::Error> {
    let day = |column| -> Result<Option<NaiveDate>, R::Error> {
        Ok(row.optional(column)?.as_deref().and_then(iso::parse_date))
    };
    Ok(Handling {
        answered_on: day(column)?,
        deadlock_on: day(column + 1)?,
    })
}
