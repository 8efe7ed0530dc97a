//! The head of the page, the band at its top and the state of the phone lines.

use crate::copy::markup::Rich;
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Button, Template, Text, slots};

slots! {
    TimeSlots: "time";
    DayTimeSlots: "day" "time";
}

copy_objects! {
    /// What browsers, search engines and link previews say of the page.
    pub struct DocumentCopy {
        /// The name of the page, in the browser's tab and in search results.
        pub title: Text,
        /// One or two sentences about the page, for search results.
        pub description: Text,
    }

    /// The band at the top.
    pub struct HeaderCopy {
        /// The line above the title.
        pub tagline: Text,
        /// The main heading.
        pub title: Text,
        /// The paragraph below the title.
        pub intro: Rich,
        /// What the company promises, each in a few words.
        pub promises: Vec<PromiseCopy>,
        /// The link to the form.
        pub action: Button,
        /// The link to the self-check.
        pub check: Option<Button>,
    }

    /// A promise of the company, shown as a pill.
    pub struct PromiseCopy {
        /// A sign that stands for it where the page is not styled; otherwise a tick is drawn.
        pub icon: Text,
        /// What is promised.
        pub text: Text,
    }

    /// Whether the phone lines are open now.
    pub struct LinesCopy {
        /// Said while the lines are open, until a time of today.
        pub open: Template<TimeSlots>,
        /// Said while they are closed, with the day and time at which they open again.
        pub closed: Template<DayTimeSlots>,
    }
}
