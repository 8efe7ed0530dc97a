//! The self-check, as plain data: what was answered, and what comes of it.

use chrono::{DateTime, NaiveDate, Utc};

use super::DateRow;
use super::dates::{RESPONSE_DUE, cisas_rows};
use super::problem::date_key;
use super::reminders::{ahead, reminders};
use crate::copy::{DateQuestionCopy, OutcomeCopy, PageCopy, Rich};
use crate::domain::calendar::{BankHolidays, WorkingDays, iso, london};
use crate::domain::cisas::{
    Answers, AnswersError, Decision, KeyDates, Outcome, OutsideReason, Screening, Still,
};
use crate::domain::complaint::{DateDraft, DatePart, DateProblem, EARLIEST_DATE};
use crate::domain::sorted::insert_sorted;

/// The names of the two dates asked for.
pub const COMPLAINED: &str = "cisas-complained";
pub const AGREED: &str = "cisas-agreed";

/// The id of its form.
pub const CHECK: &str = "cisas-check";

/// The id of the summary of what is wrong with the dates.
pub const ERRORS: &str = "cisas-errors";

/// The id of the self-check's heading.
pub const CHECK_TITLE: &str = "cisas";

/// The id of the result's heading.
pub const RESULT: &str = "cisas-result";

/// How an address ends that leads to the self-check; dates may follow after a `?`.
pub const LINK: &str = "#cisas";

/// Everything that changes while a customer checks for themselves.
#[derive(Clone, Debug)]
pub struct SelfCheck {
    page: &'static PageCopy,
    pub complained: DateDraft,
    pub agreed: DateDraft,
    pub screening: Screening,
    /// What is wrong with a date, by the name of its question.
    pub problems: Vec<(&'static str, DateProblem, String)>,
    pub result: Option<ResultView>,
}

/// Where the case stands, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultView {
    /// A stable name, such as `not-yet`.
    pub name: &'static str,
    pub title: String,
    pub text: String,
    /// Where to go instead, for a case that CISAS does not take.
    pub instead: Option<&'static Rich>,
    pub next: &'static Rich,
    /// How to reach CISAS, where the facts give it and dates decide the case.
    pub contact: Option<&'static Rich>,
    /// Said where some of what CISAS does not take was not answered.
    pub unanswered: Option<&'static str>,
    /// The dates of the case and today, in their order; empty where dates decide nothing.
    pub timeline: Vec<DateRow>,
    /// The dates that lie ahead.
    pub ahead: Vec<DateRow>,
    /// The day of the first complaint, to carry over into the form.
    pub complained: Option<NaiveDate>,
}

impl SelfCheck {
    pub fn new(page: &'static PageCopy) -> Self {
        Self {
            page,
            complained: DateDraft::default(),
            agreed: DateDraft::default(),
            screening: Screening::default(),
            problems: Vec::new(),
            result: None,
        }
    }

    /// Goes on in the words of another copy, with the same answers, and decides on them anew where
    /// that was asked for before.
    pub fn in_other_words(
        &mut self,
        page: &'static PageCopy,
        holidays: &BankHolidays,
        now: DateTime<Utc>,
    ) {
        let before = std::mem::replace(&mut self.page, page);
        for date in [&mut self.complained, &mut self.agreed] {
            date.translate_month(&before.words.months, &page.words.months);
        }
        if self.result.is_some() || !self.problems.is_empty() {
            // What is wrong with a date is shown where it was.
            _ = self.check(holidays, now);
        }
    }

    /// One of the two dates, by the name of its question.
    pub fn date(&self, name: &str) -> &DateDraft {
        if name == AGREED {
            &self.agreed
        } else {
            &self.complained
        }
    }

    /// Takes what was typed into one box of a date; a shown problem of it goes, and a result that it
    /// no longer belongs to.
    pub fn set_date_part(&mut self, name: &str, part: DatePart, typed: String) {
        let date = if name == AGREED {
            &mut self.agreed
        } else {
            &mut self.complained
        };
        *date.part_mut(part) = typed;
        self.problems.retain(|(about, ..)| *about != name);
        self.result = None;
    }

    /// Takes the answer to a screening question; an earlier result goes.
    pub fn answer(&mut self, reason: OutsideReason, holds: Option<bool>) {
        self.screening.set(reason, holds);
        self.result = None;
    }

    /// Decides on the answers given; where a date is wrong, says so instead, and gives its name.
    pub fn check(
        &mut self,
        holidays: &BankHolidays,
        now: DateTime<Utc>,
    ) -> Result<(), &'static str> {
        let Some(words) = &self.page.self_check else {
            return Ok(());
        };
        let today = london::london_date(now);
        self.problems.clear();
        self.result = None;
        for date in [&mut self.complained, &mut self.agreed] {
            date.spread(&self.page.words.months);
        }
        let complained = self.read(COMPLAINED, &words.complained, today);
        let agreed = self.read(AGREED, &words.agreed, today);
        if let Some((name, ..)) = self.problems.first() {
            return Err(*name);
        }
        let answers = Answers {
            complained,
            agreed,
            screening: self.screening,
        };
        match answers.decide(&self.page.facts.cisas, &self.page.facts.regulator, today) {
            Ok(decision) => {
                self.result = ResultView::new(self.page, &decision, holidays, today);
                self.say_what_is_open();
                Ok(())
            }
            Err(AnswersError::ComplainedInFuture { .. } | AnswersError::AgreedInFuture { .. }) => {
                Err(COMPLAINED)
            }
            Err(AnswersError::NoWindow(_)) => {
                let message = words.agreed_too_early.to_string();
                self.problems
                    .push((AGREED, DateProblem::NotADate(DatePart::Day), message));
                Err(AGREED)
            }
        }
    }

    /// Says of a result where CISAS is near that it rests on dates alone.
    fn say_what_is_open(&mut self) {
        let (page, screening) = (self.page, self.screening);
        let (Some(result), Some(words)) = (&mut self.result, &page.self_check) else {
            return;
        };
        let mut asked = words.screening.questions.iter();
        let is_open = asked.any(|question| screening.answer(question.reason).is_none());
        if is_open && !result.timeline.is_empty() {
            result.unanswered = words.unanswered.as_deref();
        }
    }

    /// A date as meant; none where it was left empty.
    fn read(
        &mut self,
        name: &'static str,
        words: &'static DateQuestionCopy,
        today: NaiveDate,
    ) -> Option<NaiveDate> {
        match self.date(name).read(&self.page.words.months, today) {
            Ok(date) => Some(date),
            Err(DateProblem::Empty) => None,
            Err(problem) => {
                let earliest = self.page.words.date(EARLIEST_DATE);
                let message = words
                    .problems
                    .0
                    .fill(date_key(problem), &[("earliest", &earliest)]);
                self.problems.push((name, problem, message));
                None
            }
        }
    }

    /// A calendar file, by its name, with the dates that lie ahead; none where there are none.
    pub fn reminders(&self, now: DateTime<Utc>) -> Option<(String, String)> {
        let (result, words) = (self.result.as_ref()?, self.page.self_check.as_ref()?);
        let about = [result.title.as_str(), &result.text].join("\n");
        let calendar = &words.timeline.title;
        reminders(
            self.page,
            calendar,
            &about,
            result.complained,
            &result.ahead,
            now,
        )
    }

    /// The end of an address that leads here again: dates only.
    pub fn link(&self, now: DateTime<Utc>) -> String {
        let today = london::london_date(now);
        let mut link = LINK.to_owned();
        for (key, date) in [("complained", &self.complained), ("agreed", &self.agreed)] {
            if let Ok(date) = date.read(&self.page.words.months, today) {
                link.push(if link.len() == LINK.len() { '?' } else { '&' });
                link.push_str(&[key, "=", &iso::format_date(date)].concat());
            }
        }
        link
    }

    /// Takes over the dates of such an address; false where it is none of ours.
    pub fn follow(&mut self, link: &str) -> bool {
        let Some((LINK, answers)) = link.split_once('?') else {
            return false;
        };
        for answer in answers.split('&') {
            let Some((key, date)) = answer.split_once('=') else {
                continue;
            };
            let Some(date) = iso::parse_date(date) else {
                continue;
            };
            match key {
                "complained" => self.complained = DateDraft::from_date(date),
                "agreed" => self.agreed = DateDraft::from_date(date),
                _ => {}
            }
        }
        true
    }
}

impl ResultView {
    fn new(
        page: &'static PageCopy,
        decision: &Decision,
        holidays: &BankHolidays,
        today: NaiveDate,
    ) -> Option<Self> {
        let words = page.self_check.as_ref()?;
        let dates = &decision.dates;
        let (copy, days, until) = choose(words, decision);
        let months = dates.complained.or(dates.agreed).map(|since| {
            let months = page.facts.regulator.on(since).limit_months_from_letter;
            page.words.counts.months.fill(months as usize)
        });
        let date =
            |date: Option<NaiveDate>| date.map(|date| page.words.date(date)).unwrap_or_default();
        let slots = [
            ("opens", date(dates.opens)),
            ("allowed_from", date(dates.opens_by_regulator)),
            ("closes", date(closing(decision))),
            ("until", date(until)),
            ("months", months.unwrap_or_default()),
            (
                "days",
                days.map(|days| page.words.counts.days.fill(days as usize))
                    .unwrap_or_default(),
            ),
        ];
        let slots: Vec<(&str, &str)> = slots
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let outside = match decision.outcome {
            Outcome::Outside(reason) => Some(reason),
            _ => None,
        };
        let timeline = if outside.is_none() && dates.opens.is_some() {
            timeline(page, dates, holidays, today)?
        } else {
            Vec::new()
        };
        let is_case = dates.opens.is_some();
        Some(Self {
            contact: words.contact.0.as_ref().filter(|_| is_case),
            unanswered: None,
            name: decision.outcome.as_str(),
            title: copy.title.fill(&slots),
            text: copy.text.fill(&slots),
            instead: outside.and_then(|reason| words.instead(reason)),
            next: &copy.next,
            ahead: ahead(&timeline, today),
            timeline,
            complained: dates.complained,
        })
    }
}

/// The words of an outcome, its count of days, and the day until which more may be possible.
pub(super) fn choose<'w>(
    words: &'w crate::copy::SelfCheckCopy,
    decision: &Decision,
) -> (&'w OutcomeCopy, Option<u32>, Option<NaiveDate>) {
    let outcomes = &words.outcomes;
    match decision.outcome {
        Outcome::ComplainFirst => (&outcomes.complain_first, None, None),
        Outcome::NotYet { days_to_go, .. } if decision.dates.perhaps_from().is_some() => {
            (&outcomes.not_yet_regulator, Some(days_to_go), None)
        }
        Outcome::NotYet { days_to_go, .. } => (&outcomes.not_yet, Some(days_to_go), None),
        Outcome::PerhapsAlready { .. } if decision.dates.complained.is_none() => {
            (&outcomes.perhaps_letter, None, None)
        }
        Outcome::PerhapsAlready { .. } => (&outcomes.perhaps_already, None, None),
        Outcome::Open { days_left, .. } => (&outcomes.open, Some(days_left), None),
        Outcome::LastDays { days_left, .. } => (&outcomes.last_days, Some(days_left), None),
        Outcome::PastLimit {
            still: Still::NoLetter,
            ..
        } => (&outcomes.past_limit_no_letter, None, None),
        Outcome::PastLimit {
            still: Still::Until(day),
            ..
        } => (&outcomes.past_limit_until, None, Some(day)),
        Outcome::PastLimit {
            still: Still::Ended(day),
            ..
        } => (&outcomes.past_limit_ended, None, Some(day)),
        Outcome::Outside(_) => (&outcomes.outside, None, None),
    }
}

/// The closing day that an outcome speaks of.
fn closing(decision: &Decision) -> Option<NaiveDate> {
    match decision.outcome {
        Outcome::Open { closes, .. } | Outcome::LastDays { closes, .. } => Some(closes),
        Outcome::PastLimit { closed, .. } => Some(closed),
        _ => decision.dates.closes,
    }
}

fn timeline(
    page: &PageCopy,
    dates: &KeyDates,
    holidays: &BankHolidays,
    today: NaiveDate,
) -> Option<Vec<DateRow>> {
    let words = &page.self_check.as_ref()?.timeline;
    let row = |name, label: &str, date: Option<NaiveDate>| {
        date.map(|date| DateRow::new(page, name, label, date))
    };
    let days = WorkingDays {
        holidays,
        division: page.facts.division,
    };
    // The hour of the complaint is not asked: it counts as received by closing time.
    let response_due = dates.complained.and_then(|complained| {
        let counted_from = days.on_or_after(complained).ok()?;
        days.add(counted_from, page.facts.response_days).ok()
    });
    let mut rows = Vec::with_capacity(8);
    let before = [
        row("complained", &words.complained, dates.complained),
        row(RESPONSE_DUE, &words.response_due, response_due),
        row("agreed", &words.agreed, dates.agreed),
    ];
    let today = row("today", &words.today, Some(today));
    let cisas = cisas_rows(page, dates);
    for row in before.into_iter().flatten().chain(cisas).chain(today) {
        insert_sorted(&mut rows, row, |row: &DateRow| row.iso.clone());
    }
    Some(rows)
}
