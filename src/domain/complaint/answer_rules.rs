//! How an endpoint's answer is read: by the page's own rules, or by those that a company writes for what it
//! already has.

use super::delivery::origin;
use super::{Acknowledgement, FieldError, FieldId, Reply};
use crate::base::json::{self, Value};
use crate::domain::calendar::iso;

/// One answer, and where it came from.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    pub status: u16,
    /// The value of `Retry-After`, in seconds; a date there counts as absent.
    pub retry_after: Option<&'a str>,
    pub body: &'a str,
    /// The whole address that it was asked of.
    pub sent_to: &'a str,
    /// The whole address that answered; empty where that is not known.
    pub answered_by: &'a str,
}

/// How an endpoint says what became of a complaint. Pointers are JSON Pointers into its answer.
#[derive(Clone, Copy)]
pub struct AnswerRules<'r> {
    /// The number that the page made and sent; without one the answer has it.
    pub own_reference: Option<&'r str>,
    pub reference_pointer: &'r str,
    /// Where the answer says whether the complaint was taken, and what stands there then.
    pub success: Option<(&'r str, &'r str)>,
    pub errors: &'r ErrorPointers,
    /// The question that is sent under a name.
    pub field_of: &'r dyn Fn(&str) -> Option<FieldId>,
}

/// Where an answer says what is wrong with which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPointers {
    /// To a list of errors, or to an object that has them by the names of their fields.
    pub list: String,
    /// From an error to the name of its field; not needed where the object has it.
    pub field: Option<String>,
    /// From an error to its words.
    pub detail: String,
}

/// Those of problem details.
///
/// # Source
/// RFC 9457, section 3.
impl Default for ErrorPointers {
    fn default() -> Self {
        Self {
            list: "/errors".to_owned(),
            field: Some("/pointer".to_owned()),
            detail: "/detail".to_owned(),
        }
    }
}

/// Reads an endpoint's answer. Success is a 2xx with what the rules ask for: a reference, or the page's own
/// number, and where they name one, a value that says so.
///
/// A browser that is led on asks there without what was sent: what another address says of the whole does not
/// prove that nothing was taken, and a slash more or less at the end has lost it.
///
/// # Source
/// RFC 9110 (status codes, redirects), RFC 9457 (problem details), RFC 6901 (JSON Pointer).
pub fn read_reply(answer: &Answer, rules: &AnswerRules) -> Reply {
    let after = answer
        .retry_after
        .and_then(|value| value.trim().parse().ok());
    let value = json::parse(answer.body).ok();
    let refused = || field_errors(value.as_ref()?, rules).map(Reply::Refused);
    let reply = match answer.status {
        200..=299 => taken(value.as_ref(), rules)
            .or_else(|| says_no(value.as_ref()?, rules).then(|| refused().unwrap_or(Reply::Failed)))
            .unwrap_or(Reply::Unclear),
        409 => Reply::InProgress { after },
        408 | 425 | 429 => Reply::TryAgain { after },
        502..=504 => Reply::Unanswered { after },
        413 => refused().unwrap_or_else(|| {
            Reply::Refused(vec![FieldError {
                field: Some(FieldId::Attachments),
                detail: String::new(),
            }])
        }),
        400..=499 => refused().unwrap_or(Reply::Failed),
        500..=599 => Reply::Unclear,
        _ => Reply::Failed,
    };
    let says_so = rules.success.is_some() || rules.own_reference.is_none();
    match reply {
        _ if !answer.is_redirected() => reply,
        Reply::Failed => Reply::Unclear,
        Reply::TryAgain { after } => Reply::Unanswered { after },
        Reply::Delivered(_) if answer.is_moved() && !says_so => Reply::Unclear,
        reply => reply,
    }
}

impl Answer<'_> {
    /// Whether another address than the endpoint's answered.
    pub fn is_redirected(&self) -> bool {
        !self.answered_by.is_empty() && self.answered_by != self.sent_to
    }

    /// Whether the endpoint has only moved: to a slash more or less, another scheme or another host.
    pub fn is_moved(&self) -> bool {
        let place = |address| {
            let start = origin(address).unwrap_or_default().len();
            let (path, query) = address[start..]
                .split_once('?')
                .unwrap_or((&address[start..], ""));
            (path.trim_end_matches('/'), query)
        };
        self.is_redirected() && place(self.sent_to) == place(self.answered_by)
    }
}

impl Answer<'_> {
    /// What the owner of a page is to know of an answer that was no success: what came, and what was expected.
    pub fn for_the_owner(&self, rules: &AnswerRules) -> String {
        let (from, place) = if self.is_redirected() {
            (" by a redirect to ", self.answered_by)
        } else {
            ("", "")
        };
        let (expected, pointer) = match (rules.success, rules.own_reference) {
            (Some((pointer, _)), _) => ("a 2xx with JSON that says so at ", pointer),
            (None, Some(_)) => ("a 2xx", ""),
            (None, None) => (
                "a 2xx with JSON that has a reference at ",
                rules.reference_pointer,
            ),
        };
        let hint = if self.is_moved() {
            ": write that address into submit.endpoint, a browser asks there without what was sent"
        } else {
            ""
        };
        [
            "the endpoint ",
            self.sent_to,
            " answered ",
            &self.status.to_string(),
            from,
            place,
            ": expected ",
            expected,
            pointer,
            hint,
        ]
        .concat()
    }
}

/// What an answer says that the rules take for success.
fn taken(value: Option<&Value>, rules: &AnswerRules) -> Option<Reply> {
    let text = |pointer: &str| Some(json::scalar(json::pointer(value?, pointer)?)?.trim());
    if let Some((pointer, expected)) = rules.success
        && word(value?, pointer) != Some(expected)
    {
        return None;
    }
    let reference = rules
        .own_reference
        .or_else(|| text(rules.reference_pointer));
    let reference = reference.filter(|reference| !reference.is_empty())?;
    Some(Reply::Delivered(Acknowledgement {
        reference: reference.to_owned(),
        received_at: text("/received_at").and_then(iso::parse_instant),
        receipt_url: text("/receipt_url").map(str::to_owned),
    }))
}

/// Whether an answer says, where success would be, that it is none.
fn says_no(value: &Value, rules: &AnswerRules) -> bool {
    let found = rules
        .success
        .map(|(pointer, expected)| (word(value, pointer), expected));
    matches!(found, Some((Some(found), expected)) if found != expected)
}

/// What stands at a place, as a word: true and false too.
fn word<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    let value = json::pointer(value, pointer)?;
    match value {
        Value::Bool { value, .. } => Some(if *value { "true" } else { "false" }),
        _ => json::scalar(value).map(str::trim),
    }
}

fn field_errors(value: &Value, rules: &AnswerRules) -> Option<Vec<FieldError>> {
    let ErrorPointers {
        list,
        field,
        detail,
    } = rules.errors;
    let text = |value, pointer| json::pointer(value, pointer).and_then(json::scalar);
    let read = |named: Option<&str>, error| {
        let detail = text(error, detail)?.trim().to_owned();
        let name = named.or_else(|| text(error, field.as_deref()?));
        let name = name.unwrap_or_default();
        let first = name.trim_start_matches(['#', '/']).split('/').next();
        (!detail.is_empty()).then(|| FieldError {
            field: (rules.field_of)(name).or_else(|| FieldId::from_name(first?)),
            detail,
        })
    };
    let mut errors = Vec::new();
    match json::pointer(value, list)? {
        Value::Array(list) => {
            for error in &list.elements {
                errors.extend(read(None, error));
            }
        }
        Value::Object(named) => {
            for error in &named.properties {
                errors.extend(read(Some(error.name.as_str()), &error.value));
            }
        }
        _ => {}
    }
    (!errors.is_empty()).then_some(errors)
}
