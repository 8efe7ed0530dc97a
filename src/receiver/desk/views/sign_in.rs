//! The pages that strangers see.

use super::document::document;
use super::parts::{Wrong, button, error_summary, hidden, question, title};
use crate::copy::PageCopy;
use crate::receiver::desk::place::Place;
use crate::receiver::desk::words;
use crate::ui::{El, el};

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInFault {
    Empty,
    Wrong,
    /// For so many minutes.
    TooMany(u64),
}

/// Why a password is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    NoCode,
    WrongCode,
    /// For so many minutes.
    TooMany(u64),
    Short,
    Long,
    Differs,
    NotKept,
}

const CODE: &str = "code";
const PASSWORD: &str = "password";
const REPEAT: &str = "repeat";

impl PasswordFault {
    /// The control that it is about.
    fn target(self) -> &'static str {
        match self {
            Self::NoCode | Self::WrongCode | Self::TooMany(_) => CODE,
            Self::Short | Self::Long | Self::NotKept => PASSWORD,
            Self::Differs => REPEAT,
        }
    }

    fn words(self) -> String {
        match self {
            Self::NoCode => words::CODE_EMPTY.to_owned(),
            Self::WrongCode => words::CODE_WRONG.to_owned(),
            Self::TooMany(minutes) => words::too_many(minutes),
            Self::Short => words::password_short(),
            Self::Long => words::PASSWORD_LONG.to_owned(),
            Self::Differs => words::PASSWORD_DIFFERS.to_owned(),
            Self::NotKept => words::PASSWORD_NOT_KEPT.to_owned(),
        }
    }
}

/// The sign-in; `on` is where it leads.
pub fn sign_in(page: &PageCopy, on: Option<String>, fault: Option<SignInFault>) -> String {
    let message = fault.map(|fault| match fault {
        SignInFault::Empty => words::PASSWORD_EMPTY.to_owned(),
        SignInFault::Wrong => words::PASSWORD_WRONG.to_owned(),
        SignInFault::TooMany(minutes) => words::too_many(minutes),
    });
    let wrong: Vec<Wrong> = message
        .iter()
        .map(|message| wrong(PASSWORD, message))
        .collect();
    let control = password_box(PASSWORD, "current-password");
    let field = question(PASSWORD, words::PASSWORD, None, message.as_deref(), control);
    let form = form(&Place::SignIn)
        .children(on.map(|on| hidden("on", &on)))
        .child(field)
        .child(button(words::SIGN_IN));
    page_of_form(page, words::SIGN_IN, &wrong, form)
}

/// The first password, or a new one.
pub fn set_password(page: &PageCopy, faults: &[PasswordFault]) -> String {
    let messages: Vec<(&str, String)> = faults
        .iter()
        .map(|fault| (fault.target(), fault.words()))
        .collect();
    let error = |id| {
        let mut messages = messages.iter();
        messages
            .find(|(target, _)| *target == id)
            .map(|(_, message)| &**message)
    };
    let wrong: Vec<Wrong> = messages
        .iter()
        .map(|(id, message)| wrong(id, message))
        .collect();
    let code = el("input", "cp-text-input cp-text-input--wide")
        .attr("name", CODE)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("autocapitalize", "characters");
    let code_hint = Some(words::CODE_HINT.to_owned());
    let password_hint = Some(words::password_hint());
    let new = |name| password_box(name, "new-password");
    let form = form(&Place::Password)
        .child(question(CODE, words::CODE, code_hint, error(CODE), code))
        .child(question(
            PASSWORD,
            words::NEW_PASSWORD,
            password_hint,
            error(PASSWORD),
            new(PASSWORD),
        ))
        .child(question(
            REPEAT,
            words::REPEAT,
            None,
            error(REPEAT),
            new(REPEAT),
        ))
        .child(button(words::SET_PASSWORD));
    page_of_form(page, words::SET_PASSWORD, &wrong, form)
}

/// That nobody can sign in yet.
pub fn no_password(page: &PageCopy) -> String {
    let way = el("a", "cp-desk__link")
        .attr("href", Place::Password.path())
        .text(words::SET_PASSWORD);
    let content = vec![
        el("h1", "cp-desk__title").text(words::NO_PASSWORD_TITLE),
        el("p", "").text(words::NO_PASSWORD),
        el("p", "").child(way),
    ];
    document(page, None, words::NO_PASSWORD_TITLE, content)
}

/// That only the company's own sign-in lets people in.
pub fn let_in_by_proxy(page: &PageCopy) -> String {
    let content = vec![
        el("h1", "cp-desk__title").text(words::BY_PROXY_TITLE),
        el("p", "").text(words::BY_PROXY),
    ];
    document(page, None, words::BY_PROXY_TITLE, content)
}

fn page_of_form(page: &PageCopy, heading: &'static str, wrong: &[Wrong], form: El) -> String {
    let mut content = vec![el("h1", "cp-desk__title").text(heading)];
    content.extend(error_summary(wrong));
    content.push(form);
    document(page, None, &title(heading, !wrong.is_empty()), content)
}

fn form(place: &Place) -> El {
    el("form", "cp-desk__form")
        .attr("method", "post")
        .attr("action", place.path())
}

fn password_box(name: &'static str, autocomplete: &'static str) -> El {
    el("input", "cp-text-input cp-text-input--wide")
        .attr("name", name)
        .attr("type", "password")
        .attr("autocomplete", autocomplete)
}

fn wrong(target: &str, message: &str) -> Wrong {
    Wrong {
        target: target.to_owned(),
        message: message.to_owned(),
    }
}
