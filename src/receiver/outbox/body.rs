//! A complaint as a template of the owner's has it.

use super::letter::Letter;
use super::record::record;
use crate::copy::{BodyTemplate, EVERYTHING, REFERENCE};
use crate::domain::complaint::FieldId;
use crate::domain::wire::PageValue;

/// The template as JSON, with the answers and dates as they were kept. Of files there are the names, line by line.
pub fn json(template: &BodyTemplate, letter: &Letter) -> String {
    let (received, receipt) = (&letter.received, &letter.received.receipt);
    let everything = record(&letter.page, received, &[]).to_text();
    let files = received.attachments.iter();
    let files: Vec<&str> = files.map(|file| file.name.as_str()).collect();
    let files = files.join("\n");
    let own = PageValue::ALL.map(|value| {
        let text = match value {
            PageValue::SubmissionId => Some(&received.submission_id),
            PageValue::ResponseDue => Some(&receipt.response_due),
            PageValue::CisasOpens => Some(&receipt.cisas_opens),
            PageValue::CisasOpensRegulator => receipt.cisas_opens_regulator.as_ref(),
            PageValue::CisasCloses => Some(&receipt.cisas_closes),
            PageValue::AcknowledgeBy => receipt.acknowledge_by.as_ref(),
            PageValue::CopyVersion => received.shown.copy_version.as_ref(),
            // Looked at when it arrived, and not kept: `{everything}` says why a complaint is held.
            PageValue::Honeypot | PageValue::FilledInSeconds => None,
        };
        (value.name(), text.map_or("", String::as_str))
    });
    let answers = received.answers.iter();
    let mut values: Vec<(&str, &str)> = answers.map(|(name, value)| (&**name, &**value)).collect();
    values.extend(own);
    values.push((FieldId::Attachments.name(), &files));
    values.push((EVERYTHING, &everything));
    values.push((REFERENCE, &receipt.reference));
    template.json(&values)
}
