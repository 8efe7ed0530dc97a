//! The self-check: its questions, and what is said of each outcome.

use super::DatePartsCopy;
use crate::copy::each::Each;
use crate::copy::markup::{Rich, WhenGiven};
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Button, Template, Text, slots};
use crate::copy::problem_words::DateProblemWords;
use crate::domain::cisas::{OutcomeKind, OutsideReason};

slots! {
    OutcomeSlots: "opens" "allowed_from" "closes" "until" "days" "months";
}

copy_objects! {
    /// Whether CISAS is open, found out by the customer.
    pub struct SelfCheckCopy {
        /// The heading.
        pub title: Text,
        /// The paragraph below it.
        pub intro: Rich,
        /// The question for the day of the first complaint.
        pub complained: DateQuestionCopy,
        /// The question for the day of a written agreement or deadlock letter.
        pub agreed: DateQuestionCopy,
        /// Said of an agreement that is older than the complaint.
        pub agreed_too_early: Text,
        /// What CISAS does not take.
        pub screening: ScreeningCopy,
        /// The button that gives the result.
        pub check: Button,
        /// The button that takes the day of the complaint over into the form.
        pub carry: Button,
        /// What is said of each outcome.
        pub outcomes: Each<OutcomeKind, OutcomeCopy>,
        /// Said of a result where some of what CISAS does not take was not answered.
        pub unanswered: Option<Text>,
        /// How to reach CISAS, below what to do next; left out where the facts do not give it.
        pub contact: WhenGiven,
        /// The names of the dates that the result shows.
        pub timeline: TimelineCopy,
    }

    /// A question for a date that may be left empty.
    pub struct DateQuestionCopy {
        /// The question.
        pub label: Text,
        /// Below it; an example has a day above 12 and a month below 10.
        pub hint: Text,
        /// The labels of the three boxes.
        pub parts: DatePartsCopy,
        /// What is said of an answer that is no such date.
        pub problems: DateProblemWords,
    }

    /// What CISAS does not take; a reason without a question is not asked about.
    pub struct ScreeningCopy {
        /// The line that opens the questions.
        pub title: Text,
        /// The paragraph above them.
        pub hint: Text,
        /// The answer that a reason holds.
        pub yes: Text,
        /// The answer that it does not.
        pub no: Text,
        /// The questions, in order.
        pub questions: Vec<ScreeningQuestionCopy>,
    }

    /// A question about one thing that CISAS does not take.
    pub struct ScreeningQuestionCopy {
        /// What it asks about.
        pub reason: OutsideReason,
        /// The question, to be answered with yes or no.
        pub question: Text,
        /// Where to go instead.
        pub instead: Rich,
    }

    /// One outcome: what it is, what it means, what to do next.
    pub struct OutcomeCopy {
        /// What it is: the heading.
        pub title: Template<OutcomeSlots>,
        /// What it means.
        pub text: Template<OutcomeSlots>,
        /// What to do next.
        pub next: Rich,
    }

    /// The names of the dates that a result shows, beside those of `dates`.
    pub struct TimelineCopy {
        /// The heading above the dates, and the name of the calendar that is saved.
        pub title: Text,
        /// The day of the first complaint.
        pub complained: Text,
        /// The day by which the company aims to respond.
        pub response_due: Text,
        /// The day of the agreement or letter.
        pub agreed: Text,
        /// The day of the check.
        pub today: Text,
    }
}

impl SelfCheckCopy {
    /// Where to go instead, for a reason that the copy asks about.
    pub fn instead(&self, reason: OutsideReason) -> Option<&Rich> {
        let mut questions = self.screening.questions.iter();
        questions
            .find(|question| question.reason == reason)
            .map(|question| &question.instead)
    }
}
