//! What each type may be in a copy file.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::body::{BodyTemplate, ReferenceSource};
use super::facts::figures::{FiguresEntry, LimitsEntry, LinesEntry};
use super::facts::submit::SubmitEntry;
use super::facts::times::WEEKDAYS;
use super::facts::words::HolidayNames;
use super::facts::{
    Language, Links, MailAddress, Pointer, RegulatorEntry, ServerAddress, WebAddress,
};
use super::markup::{Rich, WhenGiven};
use super::model::{FieldCopy, FieldDetail, Look, SectionId};
use super::placeholders::{Button, Slots, Template, Text};
use super::plural::{CountSlots, Plural};
use super::problem_words::{self, DateProblemWords};
use super::shape::{About, KeyShape, ObjectShape, Shape, Shaped, WordsShape};
use super::theme::{Colour, DARK, LIGHT, Theme};
use super::{Submit, SubmitFormat};
use crate::domain::calendar::{Division, OpeningHours};
use crate::domain::cisas::{DatedFigures, DatedRegulatorFigures, OutsideReason};
use crate::domain::complaint::{AttachmentLimits, FieldId};

/// Says of types, all at once, what their shape is.
macro_rules! shapes {
    ($($type:ty => $shape:expr;)*) => {
        $(impl Shaped for $type {
            fn shape() -> Shape {
                $shape
            }
        })*
    };
}

shapes! {
    String => Shape::Data { pattern: r"\S" };
    u32 => Shape::Count;
    Text => Shape::Words(WordsShape::default());
    Rich => Shape::Words(WordsShape { markup: true, ..WordsShape::default() });
    Button => Shape::Words(WordsShape { button: true, ..WordsShape::default() });
    Plural => Shape::Counted(WordsShape { slots: CountSlots::NAMES, ..WordsShape::default() });
    SectionId => Shape::Data { pattern: "^[a-z0-9-]+$" };
    Colour => Shape::Data { pattern: "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" };
    Language => Shape::Data { pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" };
    MailAddress => Shape::Data { pattern: r"^[^\s@]+@[^\s@]+\.[^\s@]+$" };
    WebAddress => Shape::Data { pattern: r"^https://[^\s\\]+$" };
    ServerAddress => Shape::Data {
        pattern: r"^(https://[^\s\\]+|http://(localhost|127\.0\.0\.1)([/:?#][^\s\\]*)?|(?!//)[^\s\\:/?#]*([/?#][^\s\\]*)?)$"
    };
    Pointer => Shape::Data { pattern: "^/" };
    NaiveDate => Shape::Data { pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" };
    NaiveTime => Shape::Data { pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" };
    Weekday => Shape::Choice(WEEKDAYS.map(|(word, _)| word).into());
    Division => Shape::Choice(Division::ALL.map(Division::as_str).into());
    OutsideReason => Shape::Choice(OutsideReason::ALL.map(OutsideReason::as_str).into());
    Look => Shape::Choice(Look::ALL.map(|(word, _)| word).into());
    SubmitFormat => Shape::Choice(SubmitFormat::ALL.map(|(word, _)| word).into());
    Submit => SubmitEntry::shape();
    BodyTemplate => Shape::Template;
    ReferenceSource => Shape::Choice(ReferenceSource::ALL.map(|(word, _)| word).into());
    OpeningHours => LinesEntry::shape();
    DatedFigures => Vec::<FiguresEntry>::shape();
    AttachmentLimits => LimitsEntry::shape();
    DateProblemWords => messages(problem_words::DATE_THAT_MAY_BE_LEFT_EMPTY);
}

impl<S: Slots> Shaped for Template<S> {
    fn shape() -> Shape {
        Shape::Words(WordsShape {
            slots: S::NAMES,
            ..WordsShape::default()
        })
    }
}

impl Shaped for bool {
    const NEEDED: bool = false;

    fn shape() -> Shape {
        Shape::Switch
    }
}

impl Shaped for DatedRegulatorFigures {
    const NEEDED: bool = false;

    fn shape() -> Shape {
        Vec::<RegulatorEntry>::shape()
    }
}

impl Shaped for WhenGiven {
    const NEEDED: bool = false;

    fn shape() -> Shape {
        Rich::shape()
    }
}

impl Shaped for Links {
    const NEEDED: bool = false;

    fn shape() -> Shape {
        Shape::Named(Box::new(Shape::Data {
            pattern: r"^(https://|tel:|mailto:|/(?!/))[^\s\\]*$",
        }))
    }
}

impl Shaped for HolidayNames {
    const NEEDED: bool = false;

    fn shape() -> Shape {
        Shape::Named(Box::new(Shape::Words(WordsShape::default())))
    }
}

impl Shaped for Theme {
    const NEEDED: bool = false;

    fn shape() -> Shape {
        let scheme = |key, about, names: &[&'static str]| KeyShape {
            key,
            about,
            shape: Shape::Object(ObjectShape {
                name: None,
                about,
                keys: names.iter().map(|name| colour(name)).collect(),
            }),
            needed: false,
        };
        Shape::Object(ObjectShape {
            name: None,
            about: &["The company's own colours; the page's stand for what is left out."],
            keys: vec![
                scheme("light", &["Colours in light surroundings."], &LIGHT),
                scheme("dark", &["Colours in dark surroundings."], &DARK),
            ],
        })
    }
}

fn colour(name: &'static str) -> KeyShape {
    let about: About = match name {
        "accent" => {
            &["The company's colour: the band at the top, buttons, links in light surroundings."]
        }
        "on_accent" => &["Words on the company's colour."],
        "link" => &["Links."],
        "surface" => &["Behind everything."],
        "surface_raised" => &["Behind what stands out."],
        "text" => &["Words."],
        "text_soft" => &["Hints and other words that stand back."],
        "line" => &["Lines between things."],
        "line_control" => &["The edge of a box to type in."],
        "error" => &["What is wrong."],
        "success" => &["The receipt."],
        _ => &["The ring around what has the keyboard's focus."],
    };
    KeyShape {
        needed: false,
        ..KeyShape::of::<Colour>(name, about)
    }
}

impl Shaped for FieldCopy {
    fn shape() -> Shape {
        let kind = |field: FieldId| (field.name(), question(field), question_shape(field));
        Shape::Kinds {
            key: "id",
            kinds: FieldId::ALL.map(kind).into(),
        }
    }
}

fn question_shape(field: FieldId) -> Shape {
    let mut keys = vec![
        KeyShape::of::<String>("id", &["Which question this is."]),
        KeyShape::of::<Text>("label", &["The question, or the name of the answer."]),
        KeyShape::of::<Option<Text>>("hint", &["Below it: what to write, an example."]),
        KeyShape::of::<bool>("required", &["Whether it must be answered."]),
        KeyShape::of::<bool>("hidden", &["Whether it is left out of the form."]),
    ];
    keys.extend(FieldDetail::shape(field));
    keys.push(KeyShape {
        key: "problems",
        about: &["What is said of an answer that will not do."],
        shape: messages(problem_words::keys(field)),
        needed: true,
    });
    Shape::Object(ObjectShape {
        name: None,
        about: question(field),
        keys,
    })
}

fn question(field: FieldId) -> About {
    match field {
        FieldId::Name => &["Who complains."],
        FieldId::Email => &["Where to reply by e-mail; it or the postal address is needed."],
        FieldId::Address => &["Where to reply by post; it or the e-mail address is needed."],
        FieldId::Phone => &["Where to call."],
        FieldId::Account => &["The account, or the number or service, that it is about."],
        FieldId::OnBehalfOf => &["For whom somebody complains, if not for themselves."],
        FieldId::Category => &["What the complaint is about, to be chosen."],
        FieldId::CaseReference => &["The number of the case or ticket."],
        FieldId::ComplainedBefore => {
            &["A box to tick when this is not the first complaint about it."]
        }
        FieldId::FirstComplainedOn => {
            &["The day of the first complaint, asked once that box is ticked."]
        }
        FieldId::Services => &["Which services are impacted."],
        FieldId::ProblemDates => &["When it happened."],
        FieldId::Description => &["What happened."],
        FieldId::DesiredOutcome => &["What the customer would like."],
        FieldId::Attachments => &["Files."],
        FieldId::HelpNeeded => &["What would make this easier for the customer."],
    }
}

/// The messages of a question.
fn messages(keys: &'static [&'static str]) -> Shape {
    let message = |key: &&'static str| KeyShape {
        key,
        about: failure(key),
        shape: Shape::Words(WordsShape {
            slots: problem_words::slots(key),
            message: true,
            ..WordsShape::default()
        }),
        needed: true,
    };
    Shape::Object(ObjectShape {
        name: None,
        about: &["What is said of an answer that will not do."],
        keys: keys.iter().map(message).collect(),
    })
}

/// When a message is said.
fn failure(key: &str) -> About {
    match key {
        "empty" => &["The answer is missing."],
        "too_short" => &["The answer is too short."],
        "too_long" => &["The answer is too long."],
        "no_reply_address" => &["Neither an e-mail nor a postal address was given."],
        "not_an_email" => &["This cannot be an e-mail address."],
        "not_an_option" => &["This is none of the answers to choose from."],
        "missing_day" => &["The day is missing."],
        "missing_month" => &["The month is missing."],
        "missing_year" => &["The year is missing."],
        "year_digits" => &["The year has not four digits."],
        "not_a_date" => &["There is no such day."],
        "in_future" => &["The day is still to come."],
        "too_early" => &["The day is too long ago."],
        "file_type" => &["A file of another type."],
        "file_content" => &["A file whose content is not of the type that its name says."],
        "file_picture" => &["A picture of a kind that is not taken, such as HEIC, WebP or GIF."],
        "file_locked" => &["A document that opens with a password only."],
        "file_document" => {
            &["A document of a kind that is not taken: a text, a spreadsheet, slides, a web page."]
        }
        "file_mail" => &["A saved email that is not an Outlook message."],
        "file_recording" => &["A video or sound recording."],
        "file_folder" => &["A folder, or many files packed in one, such as a ZIP."],
        "file_shortcut" => &["A shortcut to a file, or a link to one."],
        "file_empty" => &["An empty file."],
        "file_too_large" => &["A file that is too large."],
        "file_unreadable" => &["A file that the browser could not read."],
        "files_too_many" => &["Too many files."],
        _ => &["Files that are too large together."],
    }
}
