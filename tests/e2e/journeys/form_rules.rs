//! The rules for forms and for access to them: a module for each, in their order.

/// WebDriver's name of the key, in a text.
const ENTER: &str = "\u{e007}";

const NOTHING: [String; 0] = [];

/// What a reader can set: the colour scheme, and forced colours.
pub const SETTINGS: [(&str, &str); 4] = [
    ("light", "none"),
    ("dark", "none"),
    ("light", "active"),
    ("dark", "active"),
];

mod when_to_validate;

mod error_summary;

mod link_targets;

mod message_wording;

mod keep_answers;

mod not_an_error;

mod dates;

mod files;

mod character_count;

mod email;

mod name_and_phone;

mod optional;

mod check_answers;

mod confirmation;

mod send_failed;

mod focus;

mod announcements;

pub mod size_and_reflow;

pub mod contrast;

mod memory_and_help;

mod time;

mod language;

mod user_settings;

mod ids;
