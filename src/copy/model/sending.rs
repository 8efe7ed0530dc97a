//! Sending, and answers that are kept until they are sent.

use crate::copy::markup::Rich;
use crate::copy::objects::copy_objects;
use crate::copy::placeholders::{Button, Template, Text, slots};

slots! {
    ProgressSlots: "sent" "total";
    SavedSlots: "saved" "until";
}

copy_objects! {
    /// What is said while the complaint travels.
    pub struct SendingCopy {
        /// It is on its way.
        pub sending: Text,
        /// How much of it is sent, for one that takes longer than a moment.
        pub progress: Template<ProgressSlots>,
        /// It did not arrive, and the page tries again by itself.
        pub retrying: Text,
        /// Said before sending, while the device is offline.
        pub offline: Text,
        /// It goes out by itself once the device is no longer offline.
        pub waiting: Text,
        /// The button that stops it.
        pub stop: Button,
        /// It was stopped: whether it arrived is not known, and sending it again does no harm.
        pub stopped: Text,
        /// The same where the endpoint does not count a complaint once: sent again, it may arrive twice.
        pub stopped_twice: Option<Text>,
        /// It did not arrive, and the page has stopped trying.
        pub failed: FailedCopy,
        /// The server refused the files.
        pub refused: Text,
    }

    /// What is said when the complaint could not be sent.
    pub struct FailedCopy {
        /// The heading.
        pub title: Text,
        /// That nothing is lost.
        pub kept: Text,
        /// The heading where the company may have it: it was sent, but nobody said that it arrived.
        pub unknown_title: Text,
        /// There: that nothing is lost, and that it may be sent again.
        pub unknown_kept: Text,
        /// The same where the endpoint does not count a complaint once: sent again, it may arrive twice.
        pub unknown_kept_twice: Option<Text>,
        /// The same where the endpoint's server is there, but the page cannot read what it says: perhaps the
        /// files are too large for a server that stands before it.
        pub unreadable_kept: Option<Text>,
        /// What to do.
        pub next: Rich,
        /// The button that tries again.
        pub retry: Button,
        /// The button that saves what could not be sent.
        pub save: Button,
        /// The link that opens an e-mail with the answers, where facts have a contact_email.
        pub mail: Button,
        /// Beside it: what the customer still has to do.
        pub mail_note: Text,
        /// The subject of that e-mail.
        pub mail_subject: Text,
        /// What it says where the answers are too long for it: to attach the saved copy.
        pub mail_attach: Text,
    }

    /// What is said of answers that are kept until they are sent.
    pub struct DraftsCopy {
        /// The button that saves them on the device.
        pub save: Button,
        /// What it does, and who can read them then.
        pub save_hint: Text,
        /// They are saved.
        pub saved: Template<SavedSlots>,
        /// They are saved, but not the files: there is no room, or a private window keeps none.
        pub saved_without_files: Template<SavedSlots>,
        /// They cannot be saved on this device.
        pub not_saved: Text,
        /// They are not even kept while the page is loaded again.
        pub not_kept: Text,
        /// The heading of those that were saved before.
        pub title: Text,
        /// One of them.
        pub offer: Template<SavedSlots>,
        /// The button that goes on with it.
        pub go_on: Button,
        /// The same button where other answers stand in the form.
        pub replace: Button,
        /// The button that deletes it.
        pub delete: Button,
        /// Read out by screen readers once it is deleted.
        pub deleted: Text,
        /// Said where sending was under way, or had failed, when the page was left.
        pub interrupted: Text,
        /// The same where the endpoint does not count a complaint once: sent again, it may arrive twice.
        pub interrupted_twice: Option<Text>,
    }
}
