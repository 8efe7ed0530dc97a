use super::record::everything;
use crate::base::json;
use crate::copy::{EVERYTHING, FormValue, PageCopy, REFERENCE, SubmitFormat};
use crate::domain::complaint::{FieldId, Submission};

/// What goes to the endpoint, in the order in which it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    Form(Vec<(String, FormValue)>),
    Json(String),
}

/// What a page sends for a complaint: under its own names, or as the copy file's template has it.
pub fn outgoing(page: &'static PageCopy, submission: &Submission) -> Outgoing {
    let submit = &page.submit;
    let reference = submit.own_reference.then(|| submission.own_reference());
    let mut values = submission.wire_fields();
    if submit.body.is_some() {
        values.push((
            EVERYTHING,
            everything(page, submission, reference.as_deref()),
        ));
    }
    values.extend(reference.map(|reference| (REFERENCE, reference)));
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    let text = |value: &str| FormValue::Text(value.to_owned());
    match (submit.format, &submit.body) {
        (SubmitFormat::Json, Some(body)) => Outgoing::Json(body.json(&values)),
        (SubmitFormat::Json, None) => {
            let quoted = |text: &str| json::quoted(text);
            let member = |(name, value): &(&str, &str)| [quoted(name), quoted(value)].join(":");
            let members: Vec<String> = values.iter().map(member).collect();
            Outgoing::Json(["{", &members.join(","), "}"].concat())
        }
        (SubmitFormat::Multipart, Some(body)) => {
            let form = body.form(&values).into_iter();
            Outgoing::Form(form.map(|(name, value)| (name.to_owned(), value)).collect())
        }
        (SubmitFormat::Multipart, None) => {
            let own = values.iter().map(|(name, value)| (*name, text(value)));
            let files = (FieldId::Attachments.name(), FormValue::Files);
            let form = own.chain([files]);
            Outgoing::Form(form.map(|(name, value)| (name.to_owned(), value)).collect())
        }
    }
}
