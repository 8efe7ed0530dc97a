use chrono::NaiveDate;

use super::{Complaint, Signals};

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
}
