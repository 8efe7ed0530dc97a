//! Pieces of more than one page.

use crate::domain::complaint::{DateDraft, DatePart};
use crate::receiver::desk::words;
use crate::ui::{El, el};

/// What is wrong with a control, and which one it is.
pub struct Wrong {
    /// The id that the summary leads to.
    pub target: String,
    pub message: String,
}

/// A field of a form that people do not see.
pub fn hidden(name: &'static str, value: &str) -> El {
    el("input", "")
        .attr("type", "hidden")
        .attr("name", name)
        .attr("value", value.to_owned())
}

/// The button that sends a form.
pub fn button(words: &'static str) -> El {
    el("button", "cp-button").attr("type", "submit").text(words)
}

/// The same for what is done less often.
pub fn quiet_button(words: &'static str) -> El {
    el("button", "cp-button cp-button--quiet")
        .attr("type", "submit")
        .text(words)
}

/// Everything that is wrong, with links to the controls; it has the focus when the page opens.
pub fn error_summary(wrong: &[Wrong]) -> Option<El> {
    let entry = |wrong: &Wrong| {
        let link = el("a", "cp-error-summary__link")
            .attr("href", ["#", &wrong.target].concat())
            .text(wrong.message.clone());
        el("li", "").child(link)
    };
    let title = el("h2", "cp-error-summary__title")
        .attr("id", "problems-title")
        .text(words::ERROR_TITLE);
    let list = el("ul", "cp-error-summary__list").children(wrong.iter().map(entry));
    let panel = el("div", "cp-error-summary__panel")
        .attr("id", "problems")
        .attr("role", "alert")
        .attr("aria-labelledby", "problems-title")
        .attr("tabindex", "-1")
        .attr("autofocus", "")
        .child(title)
        .child(list);
    (!wrong.is_empty()).then(|| el("div", "cp-error-summary").child(panel))
}

/// The title of a page that may say that something is wrong.
pub fn title(title: &str, is_wrong: bool) -> String {
    match is_wrong {
        true => [words::ERROR_PREFIX, " ", title].concat(),
        false => title.to_owned(),
    }
}

/// A label, a hint and what is wrong around one control; `control` is given its attributes here.
pub fn question(
    id: &'static str,
    label: &'static str,
    hint: Option<String>,
    error: Option<&str>,
    control: El,
) -> El {
    let control = described(control.attr("id", id), id, hint.is_some(), error.is_some());
    el("div", field_class(error))
        .child(el("label", "cp-field__label").attr("for", id).text(label))
        .children(hint.map(|hint| self::hint(id, hint)))
        .children(error.map(|error| error_message(id, error)))
        .child(control)
}

/// A date in three boxes.
pub fn date_question(
    id: &'static str,
    legend: &'static str,
    date: &DateDraft,
    error: Option<&str>,
    is_wrong: impl Fn(DatePart) -> bool,
) -> El {
    let boxes = DatePart::ALL.map(|part| {
        let box_id = date_box(id, part);
        let class = match part {
            DatePart::Day => "cp-text-input cp-text-input--day",
            DatePart::Month => "cp-text-input cp-text-input--month",
            DatePart::Year => "cp-text-input cp-text-input--year",
        };
        let mut control = el("input", class)
            .attr("id", box_id.clone())
            .attr("name", part.name())
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .attr("autocomplete", "off")
            .attr("value", date.part(part).to_owned());
        if is_wrong(part) {
            control = control.attr("aria-invalid", "true");
        }
        el("div", "cp-date-field__part")
            .child(
                el("label", "cp-date-field__label")
                    .attr("for", box_id)
                    .text(words::part(part)),
            )
            .child(control)
    });
    let fieldset = el("fieldset", field_class(error));
    described(fieldset, id, true, error.is_some())
        .child(el("legend", "cp-field__label").text(legend))
        .child(hint(id, words::DATE_HINT.to_owned()))
        .children(error.map(|error| error_message(id, error)))
        .child(el("div", "cp-date-field").children(boxes))
}

/// The id of a box of a date.
pub fn date_box(id: &str, part: DatePart) -> String {
    [id, "-", part.name()].concat()
}

fn field_class(error: Option<&str>) -> &'static str {
    match error {
        Some(_) => "cp-field cp-field--error",
        None => "cp-field",
    }
}

fn hint(id: &str, words: String) -> El {
    el("p", "cp-field__hint")
        .attr("id", [id, "-hint"].concat())
        .text(words)
}

fn error_message(id: &str, message: &str) -> El {
    let prefix = [words::ERROR_PREFIX, " "].concat();
    el("p", "cp-error-message__text")
        .attr("id", [id, "-error"].concat())
        .child(el("span", "cp-visually-hidden").text(prefix))
        .text(message.to_owned())
}

/// A control tied to what describes it, and marked while it is wrong.
fn described(control: El, id: &str, has_hint: bool, is_wrong: bool) -> El {
    let hint = has_hint.then(|| [id, "-hint"].concat());
    let error = is_wrong.then(|| [id, "-error"].concat());
    let by: Vec<String> = hint.into_iter().chain(error).collect();
    let control = match by.is_empty() {
        true => control,
        false => control.attr("aria-describedby", by.join(" ")),
    };
    match is_wrong {
        true => control.attr("aria-invalid", "true"),
        false => control,
    }
}

/// A name with what belongs to it, a line each.
pub fn row(label: El, lines: impl IntoIterator<Item = El>) -> El {
    el("div", "cp-desk-rows__row")
        .child(label)
        .child(el("dd", "").children(lines))
}

/// What a row is.
pub fn label(words: &'static str) -> El {
    el("dt", "").text(words)
}

/// A line of words.
pub fn line(words: String) -> El {
    el("p", "").text(words)
}
