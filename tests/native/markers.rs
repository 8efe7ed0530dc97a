//! A copy in which every shown text is a marker that names its place, like `⟦sections.1.title⟧`.
//!
//! What is not a marker on a page made from it was not written by the company.

use std::sync::LazyLock;

use complaints::base::json::{self, Value};
use complaints::copy::PageCopy;

use crate::fixture::{DEFAULT_COPY, leaked};

/// Keys whose texts are data and never shown.
const DATA: [&str; 14] = [
    "copy",
    "reason",
    "file",
    "remind_file",
    "$schema",
    "language",
    "links",
    "submit",
    "id",
    "look",
    "kind",
    "value",
    "facts",
    "sources",
];

/// The facts that are shown as they are written.
const SHOWN_FACTS: [&str; 3] = ["facts.company", "facts.phone", "facts.scheme.sum"];

/// The default copy in markers. Slots filled while the page runs stay behind their marker.
pub fn page() -> &'static PageCopy {
    static PAGE: LazyLock<&PageCopy> = LazyLock::new(|| leaked(&text()));
    &PAGE
}

/// The text of the copy in markers.
pub fn text() -> String {
    replaced(edits())
}

/// The default copy with these words in place of every text that is shown.
#[cfg(feature = "ui")]
pub fn saying(words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('"', "\\\"");
    let written = format!("\"{words}\"");
    let edits = edits().into_iter();
    replaced(edits.map(|(range, _)| (range, written.clone())).collect())
}

/// Where the texts of the default copy stand, and their markers.
fn edits() -> Vec<Edit> {
    let mut edits = Vec::new();
    let copy = json::parse(DEFAULT_COPY).expect("the default copy is JSON");
    collect(&copy, String::new(), &mut edits);
    edits
}

fn replaced(edits: Vec<Edit>) -> String {
    let mut text = DEFAULT_COPY.to_owned();
    for (range, written) in edits.into_iter().rev() {
        text.replace_range(range, &written);
    }
    let phone = "\"phone\": ";
    let with_mail = [
        "\"contact_email\": \"a@company.example\", \"contact_address\": \"2 Long Lane\", ",
        phone,
    ]
    .concat();
    text.replacen(phone, &with_mail, 1)
}

/// The marker of a path.
pub fn marker(path: &str) -> String {
    format!("⟦{path}⟧")
}

/// What is left of a text without its markers.
#[cfg(feature = "ui")]
#[track_caller]
pub fn unmarked(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('⟦') {
        left.push_str(before);
        rest = after.split_once('⟧').expect("a marker ends").1;
    }
    left + rest
}

type Edit = (std::ops::Range<usize>, String);

fn collect(value: &Value, path: String, edits: &mut Vec<Edit>) {
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                let key = property.name.as_str();
                let path = if path.is_empty() {
                    key.to_owned()
                } else {
                    [&path, ".", key].concat()
                };
                if !DATA.contains(&key) || path == "facts" || SHOWN_FACTS.contains(&path.as_str()) {
                    collect(&property.value, path, edits);
                }
            }
        }
        Value::Array(array) => {
            for (index, element) in array.elements.iter().enumerate() {
                collect(element, format!("{path}.{index}"), edits);
            }
        }
        Value::Text(_) if path.starts_with("languages.") && !path.ends_with(".label") => {}
        Value::Text(_) if path.starts_with("facts.") && !SHOWN_FACTS.contains(&path.as_str()) => {}
        Value::Text(text) => {
            let mut marked = marker(&path);
            if text.value.contains("](") {
                marked = format!("{marked} [{marked}](/somewhere/) **{marked}**");
            }
            for slot in slots(&text.value) {
                marked += &format!(" {{{slot}}}");
            }
            // As the default file writes them: with a backslash before what needs one.
            let written = |c: char| c.len_utf8() + usize::from("\"\\\n".contains(c));
            let length = 2 + text.value.chars().map(written).sum::<usize>();
            let end = text.offset + length;
            edits.push((text.offset..end, format!("\"{marked}\"")));
        }
        _ => {}
    }
}

/// The placeholders of a text that are no facts: those are filled while the page runs.
fn slots(text: &str) -> Vec<&str> {
    const FACTS: [&str; 28] = [
        "company",
        "phone",
        "phone_digits",
        "lines_hours",
        "lines_hours_short",
        "lines_close",
        "response_days",
        "response_days_words",
        "wait_weeks",
        "wait_weeks_words",
        "limit_months",
        "limit_months_words",
        "file_mb",
        "total_mb",
        "files",
        "files_words",
        "file_types",
        "scheme_people",
        "scheme_sum",
        "scheme_phone",
        "scheme_phone_digits",
        "scheme_email",
        "acknowledge_days_words",
        "draft_days_words",
        "privacy_notice",
        "accessibility",
        "cisas_website",
        "support_procedure",
    ];
    let names = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next());
    names.filter(|name| !FACTS.contains(name)).collect()
}
