//! The questions of the form, each with the words that only it needs.

use super::{AnswersCopy, CountCopy, DatePartsCopy, FilesCopy, OptionCopy};
use crate::base::json::{Object, Value};
use crate::copy::placeholders::{Template, Text, slots};
use crate::copy::problem_words::{Message, ProblemWords};
use crate::copy::reader::{FromCopy, Reader};
use crate::domain::complaint::{FieldId, FieldKind, InputType, Presence};

slots! {
    EmailSlots: "email";
}

/// A question of the form, in words.
#[derive(Clone, Debug)]
pub struct FieldCopy {
    pub id: FieldId,
    pub label: Text,
    pub hint: Option<Text>,
    pub presence: Presence,
    pub detail: FieldDetail,
    pub problems: ProblemWords,
}

/// Declares the words that only some kinds of questions need: which, under which key, of which type.
macro_rules! field_details {
    ($plain:pat => None, $($(#[doc = $doc:literal])* $kind:pat => $key:literal: $Detail:ident($type:ty),)*) => {
        /// The words that only some kinds of questions need.
        #[derive(Clone, Debug)]
        pub enum FieldDetail {
            None,
            $($(#[doc = $doc])* $Detail($type),)*
        }

        impl FieldDetail {
            /// The key of a question's own words; one that every question has, where there are none.
            fn key(field: FieldId) -> &'static str {
                match field.spec().kind {
                    $($kind => $key,)*
                    $plain => "label",
                }
            }

            fn read(field: FieldId, object: Option<&Object>, reader: &mut Reader) -> Self {
                match field.spec().kind {
                    $($kind => Self::$Detail(reader.field(object, $key)),)*
                    $plain => Self::None,
                }
            }

            #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
            pub(in crate::copy) fn shape(field: FieldId) -> Option<crate::copy::shape::KeyShape> {
                match field.spec().kind {
                    $($kind => Some(crate::copy::shape::KeyShape::of::<$type>($key, &[$($doc),*])),)*
                    $plain => None,
                }
            }
        }
    };
}

field_details! {
    FieldKind::Line { input: InputType::Text | InputType::Tel, .. } | FieldKind::Area { is_counted: false, .. } => None,
    /// The answers to choose from.
    FieldKind::Choice => "options": Options(Vec<OptionCopy>),
    /// The labels of the three boxes.
    FieldKind::Date => "parts": Parts(DatePartsCopy),
    /// The words around the choice of files.
    FieldKind::Files => "files": Files(FilesCopy),
    /// How many characters are left, below the box.
    FieldKind::Area { is_counted: true, .. } => "count": Count(CountCopy),
    /// Asks whether another address was meant.
    FieldKind::Line { input: InputType::Email, .. } => "suggestion": Suggestion(Template<EmailSlots>),
    /// The two answers, as the check before sending shows them.
    FieldKind::Tick => "answers": Answers(AnswersCopy),
}

impl FromCopy for FieldCopy {
    fn read(value: &Value, reader: &mut Reader) -> Self {
        let Some(id) = read_id(value, reader) else {
            // What else is wrong with it depends on what it is.
            return Self {
                id: FieldId::Name,
                label: reader.gap(),
                hint: None,
                presence: Presence::Hidden,
                detail: FieldDetail::None,
                problems: ProblemWords::default(),
            };
        };
        let object = reader.object(
            value,
            &[
                "id",
                "label",
                "hint",
                "required",
                "hidden",
                "problems",
                FieldDetail::key(id),
            ],
        );
        let detail = FieldDetail::read(id, object, reader);
        let required: bool = reader.field(object, "required");
        let hidden: bool = reader.field(object, "hidden");
        if required && hidden {
            reader.report(value.offset(), |_| {
                "the field is both required and hidden".to_owned()
            });
        }
        let problems = match object.and_then(|object| object.get("problems")) {
            Some(problems) => {
                let length = reader.enter("problems");
                let words = ProblemWords::read(Message::of(id.spec()), problems, reader);
                reader.leave(length);
                words
            }
            None => {
                reader.report(value.offset(), |_| "missing key \"problems\"".to_owned());
                ProblemWords::default()
            }
        };
        Self {
            id,
            label: reader.field(object, "label"),
            hint: reader.field(object, "hint"),
            presence: match (hidden, required) {
                (true, _) => Presence::Hidden,
                (false, true) => Presence::Required,
                (false, false) => Presence::Optional,
            },
            detail,
            problems,
        }
    }
}

/// Which question it is; none where that is not said, or not known.
fn read_id(value: &Value, reader: &mut Reader) -> Option<FieldId> {
    let Value::Object(object) = value else {
        reader.report_type(value, "an object {…} with an \"id\"");
        return None;
    };
    let Some(id_value) = object.get("id") else {
        reader.report_missing(object, "id");
        return None;
    };
    let length = reader.enter("id");
    let id = reader.one_of(id_value);
    if id.is_some() {
        reader.once("field", id_value);
    }
    reader.leave(length);
    id
}
