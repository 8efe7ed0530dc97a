//! A complaint as it is told to programs.

use serde_json::{Map, Value, json};

use super::letter::Letter;
use crate::domain::calendar::iso;

/// What this is a message of.
const KIND: &str = "complaint.received";

/// The whole record as JSON; of files their names, sizes and hashes.
///
/// # Source
///
/// Standard Webhooks, payload structure: `type`, `timestamp`, `data`. `id` is also in its header, which a
/// command does not get.
pub fn json(letter: &Letter) -> String {
    let received = &letter.received;
    let answers: Map<String, Value> = received
        .answers
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let file = |file: &crate::receiver::ReceivedAttachment| {
        json!({
            "number": file.number,
            "name": file.name,
            "bytes": file.bytes,
            "sha256": file.sha256,
        })
    };
    let attachments: Vec<Value> = received.attachments.iter().map(file).collect();
    let mut data = match serde_json::to_value(&received.receipt) {
        Ok(Value::Object(receipt)) => receipt,
        _ => Map::new(),
    };
    let letter_due = received.deadlock_letter_due.map(iso::format_date);
    data.insert("deadlock_letter_due".to_owned(), letter_due.into());
    data.insert("held".to_owned(), received.held.clone().into());
    let submission_id = received.submission_id.clone();
    data.insert("submission_id".to_owned(), submission_id.into());
    data.insert("answers".to_owned(), answers.into());
    data.insert("attachments".to_owned(), attachments.into());
    json!({
        "id": letter.message_id,
        "type": KIND,
        "timestamp": received.receipt.received_at,
        "data": data,
    })
    .to_string()
}
