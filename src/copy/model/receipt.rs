//! The receipt, its saved copy, and the pages that answer a form sent without script.

use crate::copy::markup::Rich;
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Button, Template, Text, slots};
use crate::domain::calendar::Division;

slots! {
    ReceiptSlots: "response_due" "cisas_earliest" "cisas_opens" "cisas_closes";
    ResponseRuleSlots: "working_days" "division" "basis";
    CisasRuleSlots: "weeks" "months" "regulator_weeks" "regulator_months";
}

copy_objects! {
    /// What a customer keeps as proof.
    pub struct ReceiptCopy {
        /// The heading.
        pub title: Text,
        /// Above the reference.
        pub reference: Text,
        /// What the reference is for.
        pub reference_note: Text,
        /// Before the day and time at which the complaint was received.
        pub received: Text,
        /// The heading above what happens next.
        pub next_title: Text,
        /// What happens next, line by line.
        pub next: Vec<Template<ReceiptSlots>>,
        /// Where to ask.
        pub contact: Rich,
        /// Where the receipt can be opened again, before that link.
        pub link: Text,
        /// Who can read the receipt there.
        pub link_note: Text,
        /// The button that saves the receipt, with everything that was sent.
        pub save: Button,
        /// The button that saves the same as plain text.
        pub save_text: Button,
        /// The button that prints the receipt.
        pub print: Button,
        /// The button that starts another complaint.
        pub another: Button,
    }

    /// What stands in the copy that a customer saves, beside the words of the receipt and the form.
    pub struct RecordCopy {
        /// The name of its file, without the ending; a receipt's goes on with the reference.
        pub file: String,
        /// Before the day and time at which it was saved, where it was not sent.
        pub saved: Text,
        /// The heading above the answers that were sent.
        pub sent: Text,
        /// The heading above the answers that were not sent.
        pub unsent: Text,
        /// Beside the number by which the page knows what was sent.
        pub submission: Text,
        /// Beside the version of these words that the customer read.
        pub version: Text,
        /// The heading above the rules for the dates.
        pub rules: Text,
        /// How the day of the response is counted.
        pub response_rule: Template<ResponseRuleSlots>,
        /// Of bank holidays that have been announced.
        pub published: Text,
        /// Of bank holidays that have not.
        pub computed: Text,
        /// How the days of CISAS are counted.
        pub cisas_rule: Template<CisasRuleSlots>,
        /// The parts of the United Kingdom.
        pub divisions: DivisionsCopy,
    }

    /// The parts of the United Kingdom that have bank holidays of their own.
    pub struct DivisionsCopy {
        /// Both together.
        pub england_and_wales: Text,
        /// Scotland.
        pub scotland: Text,
        /// Northern Ireland.
        pub northern_ireland: Text,
    }

    /// What only the pages say that answer a form sent without script.
    pub struct PlainPageCopy {
        /// The link to the whole page.
        pub back: Text,
        /// Said of a complaint that was not sent: its answers stand in the form below.
        pub kept: Text,
        /// Said of a complaint that was not sent: where its answers still stand.
        pub lost: Text,
        /// Said of answers that were changed after the form had been sent.
        pub sent_before: Text,
        /// Said of a complaint from a page or frame that may not send here, in plain words; in the
        /// answer to a script too.
        pub not_from_here: Option<Text>,
        /// How to keep the receipt.
        pub keep: Text,
        /// Said where there is no receipt.
        pub no_receipt: NoReceiptCopy,
        /// Said at an address where nothing is.
        pub not_found: Option<NoReceiptCopy>,
    }

    /// What is said at an address where a receipt or a page should be, and is none.
    pub struct NoReceiptCopy {
        /// The heading.
        pub title: Text,
        /// What to do.
        pub text: Rich,
    }
}

impl DivisionsCopy {
    /// What a division is called.
    pub fn of(&self, division: Division) -> &str {
        match division {
            Division::EnglandAndWales => &self.england_and_wales,
            Division::Scotland => &self.scotland,
            Division::NorthernIreland => &self.northern_ireland,
        }
    }
}
