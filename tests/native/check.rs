//! `complaints check`: what it says of a copy file, in words, as JSON, and by its exit status.

mod case;
mod command;
mod contrast;
mod facts;
mod mutations;
mod regulator;
mod submit;
mod wording;

use complaints::copy::lint::{self, Finding};

use crate::date;
use crate::fixture::{DEFAULT_COPY, edited};

/// What there is to say about a copy file that goes out on a day of November 2026, without bank
/// holidays at hand.
fn findings(text: &str) -> Vec<Finding> {
    lint::check(text, date("2026-11-24"), |_| Ok(None))
}

/// What a rule says of a copy file: path and message of each finding.
fn said(code: &str, text: &str) -> Vec<String> {
    let findings = findings(text).into_iter();
    findings
        .filter(|finding| finding.rule.is_some_and(|rule| rule.code == code))
        .map(|finding| format!("{}: {}", finding.path, finding.message))
        .collect()
}

/// Nothing that a rule says.
const NOTHING: [String; 0] = [];

/// The figures of the default copy.
const FIGURES: &str = "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 9 }]";

/// What is still to be found out about CISAS.
const CONFIRM: &str = ",\n      \"confirm\": \"the phone number and the e-mail address of CISAS were read in another company’s code of practice: call and write once, then take this key out\"";

/// What the company is still to decide about receipts.
const RECEIPTS: &str =
    ", \"confirm\": \"decide whether and when old receipts are deleted, then take this key out\"";

/// The default copy, edited until nobody has anything to say about it.
fn faultless() -> String {
    edited(
        DEFAULT_COPY,
        &[
            (
                "\"division\": ",
                "\"contact_email\": \"complaints@company.example\",\n    \"contact_address\": \"1 High Street, Southend-on-Sea SS1 1AA\",\n    \"division\": ",
            ),
            (
                FIGURES,
                "[{ \"from\": \"2000-01-01\", \"wait_weeks\": 8, \"limit_months\": 14 }, { \"from\": \"2026-04-08\", \"wait_weeks\": 6, \"limit_months\": 14 }]",
            ),
            (CONFIRM, ""),
            (RECEIPTS, ""),
            (
                "\"cisas_website\": ",
                "\"privacy_notice\": \"/privacy/\",\n    \"accessibility\": \"/accessibility/\",\n    \"cisas_website\": ",
            ),
            (
                "\"You must have started a formal complaint with us first\"",
                "\"You must have complained to us first\"",
            ),
            (
                "since you raised the formal complaint, or we agree in writing to go to CISAS earlier\"",
                "since you first complained. Earlier, we send you a deadlock letter once we will not look further\"",
            ),
            (
                "of first making the formal complaint\"",
                "of first complaining\"",
            ),
            (
                "CISAS can also help customers complete the form.",
                "CISAS is free, can help you complete the form and answers on {scheme_phone}.",
            ),
            (
                "email us with the details above.",
                "email us at {contact_email} or write to {contact_address} with the details above.",
            ),
            (
                "After you start a formal complaint with us,",
                "After you complain to us,",
            ),
            ("of the first formal complaint.", "of the first complaint."),
        ],
    )
}
