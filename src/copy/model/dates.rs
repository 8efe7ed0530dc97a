//! The dates of a complaint, and of one about personal data.

use super::LabelSlots;
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Button, Template, Text, slots};

slots! {
    CountedFromSlots: "counted_from";
    ComplainedOnSlots: "complained_on";
    LastSafeDaySlots: "months";
    DataSlots: "response_due" "acknowledge_by";
}

copy_objects! {
    /// The computed dates.
    pub struct DatesCopy {
        /// The heading above the dates, and the name of the calendar that is saved.
        pub title: Text,
        /// Beside the day by which the company aims to respond.
        pub response_due: Text,
        /// Beside the day from which the regulator's figure lets a person apply, where it comes before
        /// the page's.
        pub cisas_allowed_from: Text,
        /// Beside the day on which CISAS opens by the page's figure.
        pub cisas_opens: Text,
        /// Beside the last day for CISAS by the page's figure.
        pub cisas_closes: Text,
        /// Beside the last day for CISAS by the regulator's figure, so many months after the letter.
        pub cisas_last_safe_day: Template<LastSafeDaySlots>,
        /// How the day of the response was counted.
        pub response_note: Template<CountedFromSlots>,
        /// Said of a complaint that was made before, whose response is counted anew.
        pub again_note: Option<Text>,
        /// How the days of CISAS were counted.
        pub cisas_note: Template<ComplainedOnSlots>,
        /// Said where the regulator's figure comes before the page's.
        pub cisas_sooner_note: Text,
        /// Said where the last day for CISAS by the page's figure lies behind.
        pub cisas_past_note: Text,
        /// Said where bank holidays that are not announced yet decide a date.
        pub about_note: Text,
        /// The button that saves dates as a calendar file, here and after the self-check.
        pub remind: Button,
        /// The name of that file, which must end in .ics.
        pub remind_file: String,
        /// The title of each entry in the calendar.
        pub remind_event: Template<LabelSlots>,
    }

    /// Complaints about personal data, which have a way of their own.
    pub struct DataProtectionCopy {
        /// Beside the day by which the company says that it has the complaint.
        pub acknowledge: Text,
        /// Who decides, and that CISAS does not.
        pub note: Text,
        /// What happens next, line by line, on the receipt.
        pub next: Vec<Template<DataSlots>>,
    }
}
