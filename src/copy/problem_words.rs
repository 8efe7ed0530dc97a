//! What the page says of an answer that will not do: one table of messages, a row for each.

use super::kept::keep;
use super::placeholders::Pieces;
use super::reader::{FromCopy, Reader};
use crate::base::json::Value;
use crate::base::named::named_enum;
use crate::domain::complaint::{FieldId, FieldKind, FieldSpec};

/// Declares the messages: when each is said, its key in the copy file, which questions need it, and the placeholders
/// that are filled when it is said.
macro_rules! messages {
    ($($(#[doc = $about:literal])* $Message:ident = $key:literal, $needed:path: $slots:expr;)*) => {
        named_enum! {
            /// A message, by its key in the copy file; in the order of the schema.
            pub enum Message { $($(#[doc = $about])* $Message = $key,)* }
        }

        impl Message {
            /// The placeholders that are filled when it is said.
            pub fn slots(self) -> &'static [&'static str] {
                match self { $(Self::$Message => $slots,)* }
            }

            /// Whether an answer can fail in this way.
            fn is_needed(self, spec: &FieldSpec) -> bool {
                match self { $(Self::$Message => $needed(spec),)* }
            }
        }
    };
}

messages! {
    /// The answer is missing.
    Empty = "empty", of_any: &[];
    /// Neither an e-mail nor a postal address was given.
    NoReplyAddress = "no_reply_address", of_reply_address: &[];
    /// This cannot be an e-mail address.
    NotAnEmail = "not_an_email", FieldSpec::is_email: &[];
    /// This is none of the answers to choose from.
    NotAnOption = "not_an_option", of_options: &[];
    /// The answer is too short.
    TooShort = "too_short", of_least: &["min"];
    /// The answer is too long.
    TooLong = "too_long", FieldSpec::is_text: &["max", "over"];
    /// The day is missing.
    MissingDay = "missing_day", of_date: &[];
    /// The month is missing.
    MissingMonth = "missing_month", of_date: &[];
    /// The year is missing.
    MissingYear = "missing_year", of_date: &[];
    /// The year has not four digits.
    YearDigits = "year_digits", of_date: &[];
    /// There is no such day.
    NotADate = "not_a_date", of_date: &[];
    /// The day is still to come.
    InFuture = "in_future", of_date: &[];
    /// The day is too long ago.
    TooEarly = "too_early", of_date: &["earliest"];
    /// A file of another type.
    FileType = "file_type", of_files: &["file"];
    /// A file whose content is not of the type that its name says.
    FileContent = "file_content", of_files: &["file"];
    /// A picture of a kind that is not taken, such as HEIC, WebP or GIF.
    FilePicture = "file_picture", of_files: &["file"];
    /// A document that opens with a password only.
    FileLocked = "file_locked", of_files: &["file"];
    /// A document of a kind that is not taken: a text, a spreadsheet, slides, a web page.
    FileDocument = "file_document", of_files: &["file"];
    /// A saved email that is not an Outlook message.
    FileMail = "file_mail", of_files: &["file"];
    /// A video or sound recording.
    FileRecording = "file_recording", of_files: &["file"];
    /// A folder, or many files packed in one, such as a ZIP.
    FileFolder = "file_folder", of_files: &["file"];
    /// A shortcut to a file, or a link to one.
    FileShortcut = "file_shortcut", of_files: &["file"];
    /// An empty file.
    FileEmpty = "file_empty", of_files: &["file"];
    /// A file that is too large.
    FileTooLarge = "file_too_large", of_files: &["file"];
    /// A file that the browser could not read.
    FileUnreadable = "file_unreadable", of_files: &["file"];
    /// Too many files.
    FilesTooMany = "files_too_many", of_files: &[];
    /// Files that are too large together.
    FilesTooLarge = "files_too_large", of_files: &[];
}

fn of_any(_: &FieldSpec) -> bool {
    true
}

fn of_reply_address(spec: &FieldSpec) -> bool {
    spec.is_reply_address
}

fn of_options(spec: &FieldSpec) -> bool {
    matches!(spec.kind, FieldKind::Choice | FieldKind::Tick)
}

fn of_least(spec: &FieldSpec) -> bool {
    spec.min_characters > 0
}

fn of_date(spec: &FieldSpec) -> bool {
    spec.kind == FieldKind::Date
}

fn of_files(spec: &FieldSpec) -> bool {
    spec.kind == FieldKind::Files
}

impl Message {
    /// The messages that a question needs: one for each way in which its answer can fail.
    pub fn of(spec: &FieldSpec) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(|message| message.is_needed(spec))
    }

    /// The messages of a date that may be left empty.
    pub fn of_date() -> impl Iterator<Item = Self> {
        let dates = FieldId::FirstComplainedOn.spec();
        Self::of(dates).filter(|message| *message != Self::Empty)
    }
}

/// The messages of one question.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProblemWords(&'static [(Message, Pieces)]);

impl ProblemWords {
    pub fn read(
        messages: impl Iterator<Item = Message>,
        value: &Value,
        reader: &mut Reader,
    ) -> Self {
        Self::read_all(&messages.collect::<Vec<_>>(), value, reader)
    }

    /// Not generic: a customer downloads it once.
    fn read_all(messages: &[Message], value: &Value, reader: &mut Reader) -> Self {
        let keys: Vec<&str> = messages.iter().map(|message| message.name()).collect();
        let Some(object) = reader.object(value, &keys) else {
            return Self::default();
        };
        let mut words = Vec::with_capacity(keys.len());
        for message in messages {
            let key = message.name();
            match object.get(key) {
                Some(value) => {
                    let length = reader.enter(key);
                    let text = reader.text(value);
                    let pieces = Pieces::read(text, message.slots(), value.offset(), reader);
                    words.push((*message, pieces));
                    reader.leave(length);
                }
                None => reader.report_missing(object, key),
            }
        }
        Self(keep(words))
    }

    /// A message with its figures and names filled in.
    pub fn fill(&self, message: Message, values: &[(&str, &str)]) -> String {
        let mut words = self.0.iter();
        let found = words.find(|(known, _)| *known == message);
        found
            .map(|(_, pieces)| pieces.fill(values))
            .unwrap_or_default()
    }
}

/// The messages of a date that may be left empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateProblemWords(pub ProblemWords);

impl FromCopy for DateProblemWords {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        Self(ProblemWords::read(Message::of_date(), value, reader))
    }
}
