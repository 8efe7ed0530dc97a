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
    /// The first day for CISAS by the page's figure.
    pub cisas_opens: NaiveDate,
    /// The first day for CISAS by the regulator's figure; `None` of a complaint that was kept without it.
    pub cisas_opens_regulator: Option<NaiveDate>,
    /// The last day for CISAS by the page's figure.
    pub cisas_closes: NaiveDate,
    /// The day by which the company says that it has a complaint about personal data: customers are
    /// shown it in place of the days for CISAS.
    pub acknowledge_by: Option<NaiveDate>,
}

impl ShownDates {
    /// The regulator's first day where customers are shown it: it comes before the page's.
    pub fn allowed_from(&self) -> Option<NaiveDate> {
        self.cisas_opens_regulator
            .filter(|allowed_from| *allowed_from < self.cisas_opens)
    }
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
    pub const CISAS_OPENS_REGULATOR: &'static str = "cisas_opens_regulator";
    pub const CISAS_CLOSES: &'static str = "cisas_closes";
    pub const ACKNOWLEDGE_BY: &'static str = "acknowledge_by";
    pub const COPY_VERSION: &'static str = "copy_version";

    /// All names of texts on the wire that are no answers.
    pub const SET_BY_THE_PAGE: [&'static str; 9] = [
        Self::ID,
        Self::RESPONSE_DUE,
        Self::CISAS_OPENS,
        Self::CISAS_OPENS_REGULATOR,
        Self::CISAS_CLOSES,
        Self::ACKNOWLEDGE_BY,
        Self::COPY_VERSION,
        Signals::DECOY,
        Signals::FILLED_IN_SECONDS,
    ];

    /// A number of the page's own for it, like `C-7K3M9QXZ`, made of its id: the same one whenever it is sent.
    pub fn own_reference(&self) -> String {
        Self::own_reference_of(&self.id)
    }

    /// The page's own number for an id.
    pub fn own_reference_of(id: &str) -> String {
        // Crockford's base 32, as the endpoint that comes with the page has it: no I, L, O or U.
        const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let digits = id.chars().filter_map(|digit| digit.to_digit(16));
        let bits = digits
            .take(10)
            .fold(0, |bits, digit| bits << 4 | u64::from(digit));
        let digit = |at: u32| char::from(DIGITS[(bits >> (5 * at) & 31) as usize]);
        std::iter::chain("C-".chars(), (0..8).rev().map(digit)).collect()
    }

    /// Everything on the wire but the files, by name.
    pub fn wire_fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.complaint.wire_fields();
        fields.push((Self::ID, self.id.clone()));
        if let Some(shown) = self.shown {
            let mut date = |name, date| fields.push((name, iso::format_date(date)));
            date(Self::RESPONSE_DUE, shown.response_due);
            if let Some(day) = shown.acknowledge_by {
                date(Self::ACKNOWLEDGE_BY, day);
            } else {
                date(Self::CISAS_OPENS, shown.cisas_opens);
                if let Some(day) = shown.allowed_from() {
                    date(Self::CISAS_OPENS_REGULATOR, day);
                }
                date(Self::CISAS_CLOSES, shown.cisas_closes);
            }
        }
        fields.push((Self::COPY_VERSION, self.copy_version.clone()));
        fields.extend(self.signals.wire_fields());
        fields
    }
}
