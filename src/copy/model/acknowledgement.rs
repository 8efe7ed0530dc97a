//! The e-mail that tells a customer that the complaint arrived.

use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Template, Text, slots};

slots! {
    SubjectSlots: "reference";
    StepSlots: "response_due";
}

copy_objects! {
    /// An e-mail that tells the customer that the complaint arrived. It may reach a wrong address: no answer stands
    /// in it, and its labels and dates are the receipt's.
    pub struct AcknowledgementCopy {
        /// The subject, which is also the heading.
        pub subject: Template<SubjectSlots>,
        /// Above the reference.
        pub intro: Text,
        /// What happens next, line by line; the same for every complaint, so that it does not say what one is about.
        pub next: Vec<Template<StepSlots>>,
        /// For whoever did not complain.
        pub not_yours: Text,
    }
}
