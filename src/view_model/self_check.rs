//! The self-check, as plain data: what was answered, and what comes of it.

use chrono::{DateTime, NaiveDate, Utc};

use super::dates::cisas_rows;
use super::problem::date_message;
use super::reminders::{ahead, reminders};
use super::{
    CheckDate, DateName, DateRow, Effect, Effects, FileToSave, News, PageData, Place, QuestionId,
    ShownProblem, Target,
};
use crate::base::sorted::insert_sorted;
use crate::copy::{PageCopy, Rich};
use crate::domain::calendar::{BankHolidays, WorkingDays, iso, london};
use crate::domain::cisas::{Answers, AnswersError, Decision, KeyDates, OutsideReason, Screening};
use crate::domain::complaint::{DateDraft, DatePart, DateProblem, EARLIEST_DATE};

/// How an address ends that leads to the self-check; dates may follow after a `?`.
pub const LINK: &str = "#cisas";

/// Everything that changes while a customer checks for themselves: facts, worded where they are shown.
#[derive(Clone, Debug, Default)]
pub struct SelfCheck {
    complained: DateDraft,
    agreed: DateDraft,
    screening: Screening,
    /// What is wrong with which date.
    faults: Vec<(CheckDate, DateFault)>,
    checked: Option<Checked>,
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It is none, or not one that can be meant.
    Date(DateProblem),
    /// The agreement is so early that no calendar has its last day.
    AgreedTooEarly,
}

impl DateFault {
    /// The wrong part of the date; none where all of it is.
    pub fn wrong_part(self) -> Option<DatePart> {
        self.problem().wrong_part()
    }

    /// The box to go to.
    pub fn target(self, date: CheckDate) -> Target {
        Target::DateBox(QuestionId::SelfCheck(date), self.problem().part())
    }

    fn problem(self) -> DateProblem {
        match self {
            Self::Date(problem) => problem,
            Self::AgreedTooEarly => DateProblem::NotADate(DatePart::Day),
        }
    }
}

/// What a self-check came to, and on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub decision: Decision,
    pub today: NaiveDate,
    /// Whether a question that the copy asks was left out.
    is_open: bool,
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

impl Checked {
    /// What these dates come to on a day, where nothing is known of what CISAS does not take; none where they come
    /// to nothing.
    pub fn of_dates(
        page: &PageCopy,
        complained: Option<NaiveDate>,
        agreed: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Option<Self> {
        let words = page.self_check.as_ref()?;
        let answers = Answers {
            complained,
            agreed,
            screening: Screening::default(),
        };
        let decision = answers.decide(&page.facts.cisas, &page.facts.regulator, today);
        Some(Self {
            decision: decision.ok()?,
            today,
            is_open: !words.screening.questions.is_empty(),
        })
    }

    /// A calendar file with the dates that lie ahead; none where there are none.
    pub fn reminders(&self, data: PageData, now: DateTime<Utc>) -> Option<FileToSave> {
        let page = data.page;
        let (result, words) = (ResultView::new(data, self)?, page.self_check.as_ref()?);
        let about = [result.title.as_str(), &result.text].join("\n");
        let calendar = &words.timeline.title;
        reminders(
            page,
            calendar,
            &about,
            result.complained,
            &result.ahead,
            now,
        )
    }
}

impl SelfCheck {
    /// Goes on in another language: a month that was typed by its name gets its other name.
    pub fn translate(&mut self, before: &PageCopy, page: &PageCopy) {
        for date in [&mut self.complained, &mut self.agreed] {
            date.translate_month(&before.words.months, &page.words.months);
        }
    }

    /// One of the two dates.
    pub fn date(&self, date: CheckDate) -> &DateDraft {
        match date {
            CheckDate::Complained => &self.complained,
            CheckDate::Agreed => &self.agreed,
        }
    }

    fn date_mut(&mut self, date: CheckDate) -> &mut DateDraft {
        match date {
            CheckDate::Complained => &mut self.complained,
            CheckDate::Agreed => &mut self.agreed,
        }
    }

    /// What is wrong with the dates, in page order.
    pub fn faults(&self) -> &[(CheckDate, DateFault)] {
        &self.faults
    }

    /// What is wrong with a date.
    pub fn fault(&self, date: CheckDate) -> Option<DateFault> {
        let mut faults = self.faults.iter();
        let (_, fault) = faults.find(|(about, _)| *about == date)?;
        Some(*fault)
    }

    /// The answer to a screening question.
    pub fn answer(&self, reason: OutsideReason) -> Option<bool> {
        self.screening.answer(reason)
    }

    /// What the answers came to, once that was asked.
    pub fn checked(&self) -> Option<&Checked> {
        self.checked.as_ref()
    }

    /// Takes what was typed into one box of a date; a shown problem of it goes, and a result that it
    /// no longer belongs to.
    pub fn set_date_part(&mut self, date: CheckDate, part: DatePart, typed: String) {
        *self.date_mut(date).part_mut(part) = typed;
        self.faults.retain(|(about, _)| *about != date);
        self.checked = None;
    }

    /// Takes the answer to a screening question; an earlier result goes.
    pub fn set_answer(&mut self, reason: OutsideReason, holds: Option<bool>) {
        self.screening.set(reason, holds);
        self.checked = None;
    }

    /// Decides on the answers given, and leads to the result or to what is wrong with a date.
    pub fn check(&mut self, page: &PageCopy, now: DateTime<Utc>) -> Effects {
        let Some(words) = &page.self_check else {
            return Effects::new();
        };
        let today = london::london_date(now);
        self.faults.clear();
        self.checked = None;
        for date in [&mut self.complained, &mut self.agreed] {
            date.spread(&page.words.months);
        }
        let complained = self.read(CheckDate::Complained, page, today);
        let agreed = self.read(CheckDate::Agreed, page, today);
        if self.faults.is_empty() {
            let answers = Answers {
                complained,
                agreed,
                screening: self.screening,
            };
            let facts = &page.facts;
            match answers.decide(&facts.cisas, &facts.regulator, today) {
                Ok(decision) => {
                    let outcome = decision.outcome.as_str();
                    let mut asked = words.screening.questions.iter();
                    let is_open = asked.any(|question| self.answer(question.reason).is_none());
                    self.checked = Some(Checked {
                        decision,
                        today,
                        is_open,
                    });
                    return vec![
                        Effect::Tell(News::Outcome(outcome)),
                        Effect::Focus(Place::SelfCheckResult.into()),
                    ];
                }
                // Each date was read as one that is past.
                Err(
                    AnswersError::ComplainedInFuture { .. } | AnswersError::AgreedInFuture { .. },
                ) => {}
                Err(AnswersError::NoWindow(_)) => {
                    self.faults
                        .push((CheckDate::Agreed, DateFault::AgreedTooEarly));
                }
            }
        }
        vec![Effect::Focus(Place::SelfCheckErrors.into())]
    }

    /// A date as meant; none where it was left empty.
    fn read(&mut self, date: CheckDate, page: &PageCopy, today: NaiveDate) -> Option<NaiveDate> {
        match self.date(date).read(&page.words.months, today) {
            Ok(date) => Some(date),
            Err(DateProblem::Empty) => None,
            Err(problem) => {
                self.faults.push((date, DateFault::Date(problem)));
                None
            }
        }
    }

    /// The end of an address that leads here again: dates only.
    pub fn link(&self, page: &PageCopy, now: DateTime<Utc>) -> String {
        let today = london::london_date(now);
        let mut link = LINK.to_owned();
        for (key, date) in [("complained", &self.complained), ("agreed", &self.agreed)] {
            if let Ok(date) = date.read(&page.words.months, today) {
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

/// The shown problems of the self-check, in page order.
pub fn check_problems(page: &PageCopy, check: &SelfCheck) -> Vec<ShownProblem> {
    let shown = |(date, fault): &(CheckDate, DateFault)| ShownProblem {
        question: Some(QuestionId::SelfCheck(*date)),
        message: date_fault_words(page, *date, *fault),
        target: fault.target(*date),
    };
    check.faults().iter().map(shown).collect()
}

/// What is wrong with a date of the self-check; empty where the copy has no words for it.
pub fn date_fault_words(page: &PageCopy, date: CheckDate, fault: DateFault) -> String {
    let Some(words) = &page.self_check else {
        return String::new();
    };
    let question = match date {
        CheckDate::Complained => &words.complained,
        CheckDate::Agreed => &words.agreed,
    };
    match fault {
        DateFault::AgreedTooEarly => words.agreed_too_early.to_string(),
        DateFault::Date(problem) => {
            let earliest = page.words.date(EARLIEST_DATE);
            let slots = [("earliest", earliest.as_str())];
            question.problems.0.fill(date_message(problem), &slots)
        }
    }
}

impl ResultView {
    /// The words for what a self-check came to.
    pub fn new(data: PageData, checked: &Checked) -> Option<Self> {
        let PageData { page, holidays } = data;
        let Checked {
            ref decision,
            today,
            is_open,
        } = *checked;
        let words = page.self_check.as_ref()?;
        let Decision { outcome, dates } = decision;
        let copy = words.outcomes.of(decision.kind());
        let told = outcome.told();
        let months = dates.complained.or(dates.agreed).map(|since| {
            let months = page.facts.regulator.on(since).limit_months_from_letter;
            page.words.counts.months.fill(months as usize)
        });
        let date =
            |date: Option<NaiveDate>| date.map(|date| page.words.date(date)).unwrap_or_default();
        let slots = [
            ("opens", date(dates.opens)),
            ("allowed_from", date(dates.opens_by_regulator)),
            ("closes", date(told.closes().or(dates.closes))),
            ("until", date(told.until())),
            ("months", months.unwrap_or_default()),
            (
                "days",
                told.days()
                    .map(|days| page.words.counts.days.fill(days as usize))
                    .unwrap_or_default(),
            ),
        ];
        let slots: Vec<(&str, &str)> = slots
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let outside = outcome.outside();
        let timeline = if outside.is_none() && dates.opens.is_some() {
            timeline(page, dates, holidays, today)?
        } else {
            Vec::new()
        };
        let is_case = dates.opens.is_some();
        Some(Self {
            contact: words.contact.0.as_ref().filter(|_| is_case),
            // Where CISAS is near, that it rests on dates alone.
            unanswered: words
                .unanswered
                .as_deref()
                .filter(|_| is_open && !timeline.is_empty()),
            name: outcome.as_str(),
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
        row(DateName::Complained, &words.complained, dates.complained),
        row(DateName::ResponseDue, &words.response_due, response_due),
        row(DateName::Agreed, &words.agreed, dates.agreed),
    ];
    let today = row(DateName::Today, &words.today, Some(today));
    let cisas = cisas_rows(page, dates);
    for row in before.into_iter().flatten().chain(cisas).chain(today) {
        insert_sorted(&mut rows, row, |row: &DateRow| row.iso.clone());
    }
    Some(rows)
}
