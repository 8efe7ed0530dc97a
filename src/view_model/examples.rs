//! Dates that lead to each outcome of the self-check, so that its words can be looked at.

use chrono::{Days, Months, NaiveDate};

use crate::copy::PageCopy;
use crate::domain::cisas::{Answers, OutcomeKind, Screening};
use crate::domain::complaint::EARLIEST_DATE;

/// Dates that lead to an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub outcome: OutcomeKind,
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
    if page.self_check.is_none() {
        return Vec::new();
    }
    let mut open = OutcomeKind::ALL.to_vec();
    let mut found = Vec::new();
    for today in days(page, today) {
        for (complained, agreed) in cases(page, today) {
            // No date leads outside.
            if open == [OutcomeKind::Outside] {
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
            let outcome = decision.kind();
            if open.contains(&outcome) {
                open.retain(|its| *its != outcome);
                found.push(Example {
                    outcome,
                    today,
                    complained,
                    agreed,
                });
            }
        }
    }
    found.sort_by_key(|example| example.outcome);
    found
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
