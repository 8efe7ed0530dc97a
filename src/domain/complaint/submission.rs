use chrono::NaiveDate;

use super::{Complaint, Signals};
use crate::domain::calendar::iso;

/// The id under which one content is sent, however often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionId {
    /// A random UUID in its text form.
    pub id: String,
    /// The [`Complaint::fingerprint`] of what it stands for.
    pub content: String,
}

/// The dates a customer was shown before sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownDates {
    pub response_due: NaiveDate,
    pub cisas_opens: NaiveDate,
    pub cisas_closes: NaiveDate,
}

/// A complaint on its way: what is sent, once and only once under its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// A random UUID in its text form; also the `Idempotency-Key`.
    pub id: String,
    pub complaint: Complaint,
    /// None where the device's clock is beyond every calendar.
    pub shown: Option<ShownDates>,
    /// The version of the copy file that the customer read.
    pub copy_version: String,
    pub signals: Signals,
}

impl Submission {
    /// Names of what the page sets by itself.
    pub const ID: &'static str = "submission_id";
    pub const RESPONSE_DUE: &'static str = "response_due";
    pub const CISAS_OPENS: &'static str = "cisas_opens";
    pub const CISAS_CLOSES: &'static str = "cisas_closes";
    pub const COPY_VERSION: &'static str = "copy_version";

    /// Everything on the wire but the files, by name.
    pub fn wire_fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.complaint.wire_fields();
        fields.push((Self::ID, self.id.clone()));
        if let Some(shown) = self.shown {
            fields.push((Self::RESPONSE_DUE, iso::format_date(shown.response_due)));
            fields.push((Self::CISAS_OPENS, iso::format_date(shown.cisas_opens)));
            fields.push((Self::CISAS_CLOSES, iso::format_date(shown.cisas_closes)));
        }
        fields.push((Self::COPY_VERSION, self.copy_version.clone()));
        fields.extend(self.signals.wire_fields());
        fields
    }
}
