//! Dates that lead to each outcome of the self-check, so that its words can be looked at.

use std::ptr;

use chrono::{Days, Months, NaiveDate};

use super::self_check::choose;
use crate::copy::{OutcomeCopy, PageCopy, SelfCheckCopy};
use crate::domain::cisas::{Answers, Screening};
use crate::domain::complaint::EARLIEST_DATE;

/// Dates that lead to an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The key of its words in the copy file, such as `not_yet`.
    pub outcome: &'static str,
    /// The day of the check.
    pub today: NaiveDate,
    pub complained: Option<NaiveDate>,
    pub agreed: Option<NaiveDate>,
}

/// An example of each outcome that dates can lead to, in the order of the copy file.
///
/// It is one of the day given, where the figures of that day allow it, else of another day. An
/// outcome that these figures never come to has none; nor has one of a case that CISAS does not take.
pub fn examples(page: &PageCopy, today: NaiveDate) -> Vec<Example> {
    let Some(words) = &page.self_check else {
        return Vec::new();
    };
    let mut open = outcomes(words).to_vec();
    let mut found = Vec::new();
    for today in days(page, today) {
        for (complained, agreed) in cases(page, today) {
            if open.is_empty() {
                break;
            }
            let answers = Answers {
                complained,
                agreed,
                screening: Screening::default(),
            };
            let facts = &page.facts;
            let Ok(decision) = answers.decide(&facts.cisas, &facts.regulator, today) else {
                continue;
            };
            let (copy, ..) = choose(words, &decision);
            if let Some(at) = open.iter().position(|(_, its)| ptr::eq(*its, copy)) {
                found.push(Example {
                    outcome: open.remove(at).0,
                    today,
                    complained,
                    agreed,
                });
            }
        }
    }
    let place = |example: &Example| {
        let mut all = outcomes(words).into_iter();
        all.position(|(outcome, _)| outcome == example.outcome)
    };
    found.sort_by_key(place);
    found
}

/// Every outcome that dates decide, by its key in the copy file.
fn outcomes(words: &SelfCheckCopy) -> [(&'static str, &OutcomeCopy); 10] {
    let outcomes = &words.outcomes;
    [
        ("complain_first", &outcomes.complain_first),
        ("not_yet", &outcomes.not_yet),
        ("not_yet_regulator", &outcomes.not_yet_regulator),
        ("perhaps_already", &outcomes.perhaps_already),
        ("perhaps_letter", &outcomes.perhaps_letter),
        ("open", &outcomes.open),
        ("last_days", &outcomes.last_days),
        ("past_limit_no_letter", &outcomes.past_limit_no_letter),
        ("past_limit_until", &outcomes.past_limit_until),
        ("past_limit_ended", &outcomes.past_limit_ended),
    ]
}

/// The day itself, then days shortly before other figures come into force, and long after.
fn days(page: &PageCopy, today: NaiveDate) -> Vec<NaiveDate> {
    let page_figures = page.facts.cisas.entries().iter().map(|its| its.from);
    let regulator = page.facts.regulator.entries().iter().map(|its| its.from);
    let mut days = vec![today];
    for from in page_figures
        .chain(regulator)
        .filter(|from| *from > EARLIEST_DATE)
    {
        days.extend(from.checked_sub_days(Days::new(1)));
        days.extend(from.checked_add_months(Months::new(24)));
    }
    days
}

/// Complaints and agreements up to each week before a day, as far back as any limit reaches; at most
/// ten years.
fn cases(
    page: &PageCopy,
    today: NaiveDate,
) -> impl Iterator<Item = (Option<NaiveDate>, Option<NaiveDate>)> {
    let by_page = page
        .facts
        .cisas
        .entries()
        .iter()
        .map(|its| its.limit_months);
    let regulator = page.facts.regulator.entries().iter();
    let by_regulator = regulator.map(|its| its.limit_months_from_letter);
    let months = by_page.chain(by_regulator).max().unwrap_or_default();
    let weeks = (5 * u64::from(months) + 5).min(520);
    let ago = move |weeks: u64| {
        let day = today.checked_sub_days(Days::new(7 * weeks));
        day.filter(|day| *day >= EARLIEST_DATE)
    };
    let alone = (1..weeks).map(move |complained| (ago(complained), None));
    let with_letter = (1..weeks).flat_map(move |complained| {
        (1..=complained).map(move |agreed| (ago(complained), ago(agreed)))
    });
    [(None, None), (None, ago(1))]
        .into_iter()
        .chain(alone)
        .chain(with_letter)
}
