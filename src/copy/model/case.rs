//! The customer's case: the file for CISAS, the diary and the letters. Its words are a file of their own, which only
//! those download who ask for it.

use super::FileSlots;
use crate::base::named::named_enum;
use crate::copy::each::Each;
use crate::copy::markup::Rich;
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Button, Slots, Template, Text, slots};
use crate::copy::scalars::ServerAddress;
use crate::domain::complaint::FieldId;

slots! {
    KeptSlots: "until";
    QuestionSlots: "label";
    EvidenceSlots: "size" "limit" "types";
    AcceptedSlots: "limit" "types";
}

/// What the texts of a case are filled with: its days and numbers, and every answer of the form.
#[derive(Clone, Copy, Debug)]
pub struct CaseSlots;

const OF_CASE: [&str; 12] = [
    "reference",
    "received",
    "today",
    "complained_on",
    "response_due",
    "response_was_due",
    "letter_due",
    "letter_was_due",
    "letter_on",
    "opens",
    "closes",
    "until",
];

impl CaseSlots {
    /// The name of an answer: that on the wire, but the customer's number is not the company's, a fact of every text.
    pub const fn of(field: FieldId) -> &'static str {
        if matches!(field, FieldId::Phone) {
            return "my_phone";
        }
        field.name()
    }
}

impl Slots for CaseSlots {
    const NAMES: &'static [&'static str] = &{
        let mut names = [""; OF_CASE.len() + FieldId::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = if at < OF_CASE.len() {
                OF_CASE[at]
            } else {
                CaseSlots::of(FieldId::ALL[at - OF_CASE.len()])
            };
            at += 1;
        }
        names
    };
}

named_enum! {
    /// How the response to a complaint stands.
    pub enum ResponseState {
        /// It is due on a later day.
        Ahead = "ahead",
        /// It is due today.
        Today = "today",
        /// It was due on an earlier day.
        Late = "late",
    }
}

copy_objects! {
    /// The way to the customer's case.
    pub struct CaseLinkCopy {
        /// The address of the file with its words, relative to this one.
        pub copy: ServerAddress,
        /// The button that opens it, on the receipt and below the result of the self-check.
        pub open: Button,
    }

    /// Where a complaint stands, and what the device remembers of it.
    pub struct DiaryCopy {
        /// The heading above a complaint that was sent.
        pub complaint: Template<CaseSlots>,
        /// When the response is due, or was.
        pub response: Each<ResponseState, Template<CaseSlots>>,
        /// The button that lets the device remember it.
        pub remember: Button,
        /// What is remembered, for how long, and who can read it: {case_months_words}.
        pub remember_hint: Text,
        /// Said of what is remembered.
        pub remembered: Template<KeptSlots>,
        /// Said where this browser remembers nothing.
        pub not_remembered: Text,
        /// The button that opens the case file of a complaint that is remembered.
        pub open: Button,
        /// The button that deletes what is remembered.
        pub delete: Button,
        /// Said once it is deleted.
        pub deleted: Text,
    }

    /// The file for CISAS.
    pub struct CaseFileCopy {
        /// The heading.
        pub title: Text,
        /// What it is for.
        pub intro: Rich,
        /// What to know before applying, such as how soon the form of CISAS forgets.
        pub warning: Rich,
        /// What the application asks, in its order; the evidence comes after it.
        pub questions: Vec<CaseQuestionCopy>,
        /// Before what is said of an answer that is still missing.
        pub needed: Text,
        /// The button that copies an answer, to paste it.
        pub copy: Button,
        /// What screen readers read of that button, which must tell one answer from another.
        pub copy_hidden: Template<QuestionSlots>,
        /// Said once it is copied.
        pub copied: Text,
        /// Said where this browser copies nothing.
        pub not_copied: Text,
        /// The files that go along.
        pub evidence: EvidenceCopy,
        /// The button that saves the file as a page that prints.
        pub save_page: Button,
        /// The button that saves it as plain text.
        pub save_text: Button,
        /// The button that saves all of it with the evidence, as a ZIP archive.
        pub save_zip: Button,
        /// Said where the archive cannot be made: a file is gone from the device, for example.
        pub not_saved: Text,
        /// Beside the day on which it was saved.
        pub saved: Text,
        /// The name of the files, without the ending.
        pub file: String,
    }

    /// A question of the application.
    pub struct CaseQuestionCopy {
        /// A name for it in this file, no other question's.
        pub id: String,
        /// What the application asks.
        pub label: Text,
        /// Below it.
        pub hint: Option<Text>,
        /// The answer, line by line; a line is left out where something that stands in it is not known.
        pub answer: Vec<Template<CaseSlots>>,
        /// Whether the answer may have several lines.
        pub long: bool,
        /// How to get an answer that is not known, line by line, as the answer.
        pub missing: Vec<Template<CaseSlots>>,
    }

    /// The files that go along with the application.
    pub struct EvidenceCopy {
        /// The heading.
        pub title: Text,
        /// What to attach.
        pub hint: Template<AcceptedSlots>,
        /// Said where there is none yet.
        pub missing: Text,
        /// The endings that CISAS takes.
        pub types: Vec<String>,
        /// The most megabytes that it takes in all.
        pub total_mb: u32,
        /// How much there is, of how much.
        pub total: Template<EvidenceSlots>,
        /// Said of more than CISAS takes.
        pub too_large: Template<EvidenceSlots>,
        /// Said of a file that CISAS does not take.
        pub wrong_type: Template<EvidenceSlots>,
        /// Said of a file whose name alone is known.
        pub again: Text,
        /// The button that opens the device's own choice of files.
        pub choose: Button,
        /// The heading of the files chosen.
        pub list: Text,
        /// The button beside a chosen file.
        pub remove: Button,
        /// What screen readers read of that button, which must tell one file from another.
        pub remove_hidden: Template<FileSlots>,
    }

    /// Letters to the company.
    pub struct LettersCopy {
        /// The heading.
        pub title: Text,
        /// What they are for.
        pub intro: Rich,
        /// The letters.
        pub letters: Vec<LetterCopy>,
        /// The link that opens an e-mail with it.
        pub mail: Button,
        /// The button that saves it as a page that prints.
        pub save: Button,
    }

    /// A letter to the company.
    pub struct LetterCopy {
        /// A name for it in this file, no other letter's; its file is called so.
        pub id: String,
        /// What it asks for.
        pub title: Text,
        /// When it is of use.
        pub when: Text,
        /// The subject of the e-mail: parts, of which one is left out where something that stands in it is not known.
        pub subject: Vec<Template<CaseSlots>>,
        /// Its paragraphs, line by line; a line is left out in the same way, and a paragraph without one too.
        pub paragraphs: Vec<Vec<Template<CaseSlots>>>,
    }
}
