//! What each type may be in a copy file.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::body::{BodyTemplate, ReferenceSource};
use super::facts::figures::{FiguresEntry, LimitsEntry, LinesEntry};
use super::facts::submit::SubmitEntry;
use super::facts::times::WEEKDAYS;
use super::facts::words::HolidayNames;
use super::facts::{Links, RegulatorEntry};
use super::markup::{Rich, WhenGiven};
use super::model::{FieldCopy, FieldDetail, Look, SectionId};
use super::placeholders::{Button, Slots, Template, Text};
use super::plural::{CountSlots, Plural};
use super::problem_words::{DateProblemWords, Message};
use super::scalars::Colour;
use super::shape::{About, KeyShape, ObjectShape, Shape, Shaped, WordsShape};
use super::theme::{DARK, LIGHT, Theme};
use super::{Submit, SubmitFormat};
use crate::base::named::Named;
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
    NaiveDate => Shape::Data { pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" };
    NaiveTime => Shape::Data { pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" };
    Weekday => Shape::Choice(WEEKDAYS.map(|(word, _)| word).into());
    Division => choice::<Self>();
    OutsideReason => choice::<Self>();
    Look => choice::<Self>();
    SubmitFormat => choice::<Self>();
    Submit => SubmitEntry::shape();
    BodyTemplate => Shape::Template;
    ReferenceSource => choice::<Self>();
    OpeningHours => LinesEntry::shape();
    DatedFigures => Vec::<FiguresEntry>::shape();
    AttachmentLimits => LimitsEntry::shape();
    DateProblemWords => messages(Message::of_date());
}

fn choice<T: Named>() -> Shape {
    Shape::Choice(T::VARIANTS.iter().map(|variant| variant.name()).collect())
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
        let kind = |field: FieldId| (field.name(), field.about(), question_shape(field));
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
        shape: messages(Message::of(field.spec())),
        needed: true,
    });
    Shape::Object(ObjectShape {
        name: None,
        about: field.about(),
        keys,
    })
}

/// Messages, each said when its doc comment says.
fn messages(messages: impl Iterator<Item = Message>) -> Shape {
    let key = |message: Message| KeyShape {
        key: message.name(),
        about: message.about(),
        shape: Shape::Words(WordsShape {
            slots: message.slots(),
            message: true,
            ..WordsShape::default()
        }),
        needed: true,
    };
    Shape::Object(ObjectShape {
        name: None,
        about: &["What is said of an answer that will not do."],
        keys: messages.map(key).collect(),
    })
}
