//! What a copy file says of the law and of others: where it was read, when, and what is still to be given.

use chrono::{Months, NaiveDate};

use super::{Check, Rule, Severity, Step};
use crate::base::json::{self, Value};
use crate::copy::markup::WhenGiven;
use crate::domain::calendar::iso;

const FACTS_STALE: Rule = Rule {
    code: "facts-stale",
    source: "complaints-guide.md, The sheet of facts",
};
const FACTS_UNCONFIRMED: Rule = Rule {
    code: "facts-unconfirmed",
    source: "complaints-guide.md, The sheet of facts",
};
const NOT_SHOWN: Rule = Rule {
    code: "not-shown",
    source: "complaints-guide.md, Edit 1",
};
const PRIVACY_MISSING: Rule = Rule {
    code: "privacy-missing",
    source: "UK GDPR, Article 13",
};

impl Check<'_> {
    /// Facts that were read more than a year ago, and facts that somebody is still to confirm.
    pub(super) fn facts_read(&mut self, today: NaiveDate) {
        let mut found = Vec::new();
        for key in ["facts", "sources"] {
            if let Value::Object(object) = self.value
                && let Some(value) = object.get(key)
            {
                collect(value, key.to_owned(), &mut found);
            }
        }
        let a_year_ago = today.checked_sub_months(Months::new(12)).unwrap_or(today);
        for (place, key, text) in found {
            let (rule, message) = if key == "confirm" {
                (FACTS_UNCONFIRMED, text.to_owned())
            } else {
                match iso::parse_date(text) {
                    Some(read) if read < a_year_ago => {
                        let message = format!(
                            "read on {text}, more than a year ago: read it again at its source, and write that day"
                        );
                        (FACTS_STALE, message)
                    }
                    _ => continue,
                }
            };
            self.note(Severity::Warning, Some(rule), place, message);
        }
    }

    /// Whether customers are told what becomes of what they send.
    pub(super) fn privacy(&mut self) {
        let has_link = self.is_there(&["links", "privacy_notice"]);
        let has_words = self.is_there(&["form", "privacy"]);
        if has_link && has_words || self.is_faulty("form") || self.is_faulty("links") {
            return;
        }
        let (place, expected) = if has_words {
            ("links", "a link \"privacy_notice\"")
        } else {
            (
                "form",
                "words at \"privacy\" with the link {privacy_notice}",
            )
        };
        let message = format!(
            "nothing above the first button says what becomes of the answers, expected {expected}"
        );
        let place = self.place(&[Step::Key(place)]);
        self.note(Severity::Warning, Some(PRIVACY_MISSING), place, message);
    }
}

impl Check<'_> {
    /// Words that wait for something that only the company can give.
    pub(super) fn not_shown(&mut self) {
        let facts = self.facts();
        let is_given = |name: &str| facts.iter().any(|(known, _)| known == name);
        let mut found = Vec::new();
        for text in &self.texts {
            let lacks =
                |name: &&str| text.text.contains(&["{", name, "}"].concat()) && !is_given(name);
            let Some(name) = WhenGiven::OPTIONAL.into_iter().find(lacks) else {
                continue;
            };
            // Where such words may not be left out, the gap is a problem; of privacy more is said.
            if text.path != "form.privacy" && !self.is_faulty(&text.path) {
                let message = format!("left out of the page until the file gives {{{name}}}");
                found.push((text.place(), message));
            }
        }
        for (place, message) in found {
            self.note(Severity::Info, Some(NOT_SHOWN), place, message);
        }
    }
}

/// Every `read` and `confirm` in a value, with its place.
fn collect<'v>(
    value: &'v Value,
    path: String,
    found: &mut Vec<((usize, String), &'v str, &'v str)>,
) {
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                let key = property.name.as_str();
                let path = [&path, ".", key].concat();
                match json::scalar(&property.value) {
                    Some(text) if matches!(key, "read" | "confirm") => {
                        found.push(((property.value.offset(), path), key, text));
                    }
                    _ => collect(&property.value, path, found),
                }
            }
        }
        Value::Array(array) => {
            for (index, element) in array.elements.iter().enumerate() {
                collect(element, format!("{path}[{index}]"), found);
            }
        }
        _ => {}
    }
}
