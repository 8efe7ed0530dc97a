//! From what a person typed to a complaint the company can act on.

pub mod answers;
mod dates;
mod delivery;
mod diary;
mod email;
mod files;
mod kept;
mod laws;
mod questions;
mod wire;

use complaints::domain::complaint::{
    Complaint, Draft, FieldId, FormRules, Presence, ProblemKind, validate,
};

use crate::date;
use crate::fixture::page;

/// The rules of the default copy.
fn rules() -> FormRules {
    page().form_rules()
}

/// The rules of the default copy with one question asked otherwise.
fn rules_with(field: FieldId, presence: Presence) -> FormRules {
    let mut rules = rules();
    for (asked, its) in &mut rules.fields {
        if *asked == field {
            *its = presence;
        }
    }
    rules
}

/// The problems of a draft on 23 November 2026; none when it proves.
fn problems_under(draft: &Draft, rules: &FormRules) -> Vec<(FieldId, ProblemKind)> {
    let problems = validate(draft, rules, date("2026-11-23"))
        .err()
        .unwrap_or_default();
    problems
        .into_iter()
        .map(|problem| (problem.field, problem.kind))
        .collect()
}

fn problems(draft: &Draft) -> Vec<(FieldId, ProblemKind)> {
    problems_under(draft, &rules())
}

#[track_caller]
fn proved(draft: &Draft) -> Complaint {
    validate(draft, &rules(), date("2026-11-23")).unwrap_or_else(|problems| panic!("{problems:?}"))
}
