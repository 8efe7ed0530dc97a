//! The fixed facts of a company: figures, phone lines, links, and the words for dates and sizes.

pub(super) mod figures;
mod links;
mod placeholders;
pub(super) mod submit;
pub(super) mod times;
pub(super) mod words;

use chrono::NaiveDate;

use super::objects::copy_objects;

use super::scalars::{MailAddress, WebAddress};

use crate::domain::calendar::{Division, OpeningHours};
use crate::domain::cisas::{DatedFigures, DatedRegulatorFigures};
use crate::domain::complaint::AttachmentLimits;

pub use figures::RegulatorEntry;
pub use links::Links;
pub use placeholders::placeholders;
pub use submit::{Submit, SubmitFormat};
pub use words::Words;

copy_objects! {
    /// What stands in the file once and is used through placeholders.
    pub struct Facts {
        /// The company's name: {company}.
        pub company: String,
        /// The number of the phone lines: {phone}, and {phone_digits} in links.
        pub phone: String,
        /// Where customers can write by e-mail: {contact_email}. Who cannot send the form is offered an
        /// e-mail to there with the answers in it.
        pub contact_email: Option<MailAddress>,
        /// Where customers can write by post, in one line: {contact_address}.
        pub contact_address: Option<String>,
        /// When the phone lines are open: {lines_hours}, {lines_hours_short}, {lines_close}.
        pub lines: OpeningHours,
        /// The part of the United Kingdom whose bank holidays count.
        pub division: Division,
        /// The response target, in working days: {response_days}, and {response_days_words} with what it counts.
        pub response_days: u32,
        /// The page's own figures for CISAS, each with the day from which it holds; texts show the last
        /// as {wait_weeks} and {limit_months}, and with what they count as {wait_weeks_words} and
        /// {limit_months_words}.
        pub cisas: DatedFigures,
        /// What the regulator asks; the figures known here when it is not written.
        pub regulator: DatedRegulatorFigures,
        /// What is known of CISAS itself, for texts.
        pub scheme: Option<SchemeFacts>,
        /// The law's time for complaints about personal data; without it they are complaints as any.
        pub data_protection: Option<DataProtectionFacts>,
        /// The limits of attachments: {file_mb}, {total_mb}, {files}, {files_words}.
        pub attachments: AttachmentLimits,
        /// How many days answers that are saved on a device are kept there: {draft_days}, and
        /// {draft_days_words} with what it counts.
        pub draft_days: u32,
    }

    /// What is known of CISAS itself, for texts.
    pub struct SchemeFacts {
        /// The most people in a business or organisation that CISAS is for: {scheme_people}.
        pub people: u32,
        /// The most that CISAS can award: {scheme_sum}.
        pub sum: String,
        /// The phone number of CISAS: {scheme_phone}.
        pub phone: Option<String>,
        /// The e-mail address of CISAS: {scheme_email}.
        pub email: Option<MailAddress>,
        /// The postal address of CISAS, in one line: {scheme_address}.
        pub address: Option<String>,
        /// The address of the page that says so.
        pub source: Option<WebAddress>,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: Option<NaiveDate>,
        /// What somebody is still to find out about these, which `complaints check` repeats.
        pub confirm: Option<String>,
    }

    /// The law's time for complaints about personal data.
    pub struct DataProtectionFacts {
        /// Within so many days after receipt the company says that it has the complaint:
        /// {acknowledge_days_words}.
        pub acknowledge_days: u32,
        /// Whether such complaints are complaints as any.
        pub off: bool,
        /// The address of the page that says so.
        pub source: Option<WebAddress>,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: Option<NaiveDate>,
    }

    /// Where something that a sentence says was read, and when; customers do not see it.
    pub struct SourceCopy {
        /// What it is, in a few words.
        pub fact: String,
        /// The address of the page that says so.
        pub source: String,
        /// The day on which it was read there; after a year `complaints check` asks to read it again.
        pub read: NaiveDate,
        /// What somebody is still to find out or decide about it, which `complaints check` repeats.
        pub confirm: Option<String>,
    }
}
