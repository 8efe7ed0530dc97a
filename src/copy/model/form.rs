//! The form and the view before sending.

use super::FieldCopy;
use crate::copy::markup::{Rich, WhenGiven};
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Button, Template, Text, slots};
use crate::copy::plural::Plural;

slots! {
    LabelSlots: "label";
    FileSlots: "file";
    NamesSlots: "names";
}

copy_objects! {
    /// The form: its words, its questions and their order.
    pub struct FormCopy {
        /// The heading.
        pub title: Text,
        /// The paragraph below it.
        pub intro: Rich,
        /// The label of a question that may be left out.
        pub optional_label: Template<LabelSlots>,
        /// Read out before a message, by screen readers alone.
        pub error_prefix: Text,
        /// The heading above the list of everything that is wrong.
        pub error_summary: Text,
        /// The button that leads to the check before sending.
        pub review: Button,
        /// What becomes of the answers, above the first button and before sending; left out as long as the
        /// links have no `privacy_notice`.
        pub privacy: WhenGiven,
        /// What of them stays in the browser by itself.
        pub kept: Option<Text>,
        /// Where to get help with the form.
        pub help: Rich,
        /// Other ways to reach the company, each left out where the facts do not give it.
        pub help_more: Option<Vec<WhenGiven>>,
        /// The questions, in groups.
        pub groups: Vec<GroupCopy>,
    }

    /// Questions that belong together.
    pub struct GroupCopy {
        /// The heading above them.
        pub title: Text,
        /// The questions, in order.
        pub fields: Vec<FieldCopy>,
    }

    /// One of the answers to choose from.
    pub struct OptionCopy {
        /// What is sent when it is chosen; no other option's.
        pub value: String,
        /// What people read.
        pub label: Text,
        /// Said when it is chosen: a better way, for example.
        pub advice: Option<Rich>,
    }

    /// The labels of the three boxes of a date.
    pub struct DatePartsCopy {
        /// Above the box for the day.
        pub day: Text,
        /// Above the box for the month.
        pub month: Text,
        /// Above the box for the year.
        pub year: Text,
    }

    /// The words around the choice of files.
    pub struct FilesCopy {
        /// The button that opens the device's own choice of files.
        pub choose: Button,
        /// The heading of the files chosen.
        pub list: Text,
        /// The button beside a chosen file.
        pub remove: Button,
        /// What screen readers read of that button, which must tell one file from another.
        pub remove_hidden: Template<FileSlots>,
        /// Beside the button, where files can be dropped.
        pub drop: Text,
        /// Said of files that a browser has let go of: when the page is loaded again, or sent back.
        pub again: Template<NamesSlots>,
        /// Read out by screen readers once a file is added.
        pub added: Template<FileSlots>,
        /// Read out by screen readers once a file is removed.
        pub removed: Template<FileSlots>,
        /// Said of what is dropped here and is no file, such as a message dragged out of a mail program.
        pub not_a_file: Option<Text>,
    }

    /// How many characters are left, below the box.
    pub struct CountCopy {
        /// So many are left.
        pub remaining: Plural,
        /// So many are too many.
        pub over: Plural,
    }

    /// The two answers of a question with a tick box, as the check before sending shows them.
    pub struct AnswersCopy {
        /// It was ticked.
        pub yes: Text,
        /// It was not.
        pub no: Text,
    }

    /// The view before sending.
    pub struct CheckCopy {
        /// The heading.
        pub title: Text,
        /// The button beside an answer.
        pub change: Button,
        /// What screen readers read of that button, which must tell one answer from another.
        pub change_hidden: Template<LabelSlots>,
        /// In place of an answer that was left out.
        pub not_provided: Text,
        /// The button that sends the complaint.
        pub send: Button,
        /// The button that leads back to the questions.
        pub back: Button,
    }
}
