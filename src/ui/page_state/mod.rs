//! What the page knows and does, for every part of it.

mod saved_drafts;
mod sending;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::AbortHandle;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::domain::complaint::{DatePart, FieldId};
use crate::ui::derived::Derived;
use crate::ui::feedback::SummaryEntry;
use crate::ui::later::Later;
use crate::ui::ports::{News, Ports};
use crate::view_model::self_check::{CHECK_TITLE, ERRORS, LINK, RESULT, SelfCheck};
use crate::view_model::{Delivery, Journey, ProblemView, Record, SavedDrafts, Step};

/// What every part of the form is given: the words, the outside, and the journey so far.
#[derive(Clone, Copy)]
pub struct PageState {
    pub page: &'static PageCopy,
    pub holidays: &'static BankHolidays,
    pub ports: Ports,
    pub journey: RwSignal<Journey>,
    pub self_check: RwSignal<SelfCheck>,
    pub saved: RwSignal<SavedDrafts>,
    /// Whether what was dropped on the page last was no file.
    pub is_no_file: RwSignal<bool>,
    /// The time, to the minute; none before the page is live.
    pub now: RwSignal<Option<DateTime<Utc>>>,
    /// What is drawn only once somebody has done something.
    pub later: RwSignal<Later>,
    /// What stops the complaint that was sent last.
    pub sending: StoredValue<Option<AbortHandle>>,
    /// The element that the page is drawn in, where there is one.
    pub root: StoredValue<Option<web_sys::Element>, LocalStorage>,
}

impl PageState {
    /// The same page in the words of another copy: what was answered, and where the customer stands, stays.
    pub fn in_other_words(self, page: &'static PageCopy, holidays: &'static BankHolidays) -> Self {
        self.read_controls();
        let now = self.ports.clock.now();
        self.journey
            .update(|journey| journey.in_other_words(page, holidays));
        self.self_check
            .update(|check| check.in_other_words(page, holidays, now));
        Self {
            page,
            holidays,
            ..self
        }
    }

    /// Whether the page does by itself what it can only ask the server for without script.
    pub fn is_live(&self) -> bool {
        self.now.with(Option::is_some)
    }

    /// Tells the company's page what has happened. `false` where it asks not to go on.
    pub fn tell(&self, news: &News) -> bool {
        let root = self.root.try_get_value().flatten();
        root.is_none_or(|root| self.ports.host.tell(&root, news))
    }

    /// The shown problem of a question, by its name.
    pub fn error(&self, name: &str) -> Option<String> {
        let of_check = self.self_check.with(|check| {
            let shown = check.problems.iter().find(|(about, ..)| *about == name);
            shown.map(|(.., message)| message.clone())
        });
        of_check.or_else(|| {
            self.journey.with(|journey| {
                let about =
                    |field: Option<FieldId>| field.is_some_and(|field| field.name() == name);
                let mut shown = journey.problems.iter();
                shown
                    .find(|shown| about(shown.field))
                    .map(|shown| shown.message.clone())
            })
        })
    }

    /// The shown problems of the complaint form, in page order.
    pub fn form_problems(&self) -> Vec<SummaryEntry> {
        self.journey.with(|journey| {
            let entry = |shown: &ProblemView| SummaryEntry {
                target: shown.target.clone(),
                message: shown.message.clone(),
            };
            journey.problems.iter().map(entry).collect()
        })
    }

    /// The shown problems of the self-check, in page order.
    pub fn check_problems(&self) -> Vec<SummaryEntry> {
        self.self_check.with(|check| {
            let shown = check.problems.iter();
            let entries = shown.map(|(name, problem, message)| SummaryEntry {
                target: [name, "-", problem.part().name()].concat(),
                message: message.clone(),
            });
            entries.collect()
        })
    }

    /// The answer typed so far.
    pub fn text(&self, field: FieldId) -> String {
        self.journey
            .with(|journey| journey.draft.text(field).to_owned())
    }

    /// Takes what was typed.
    pub fn set_text(&self, field: FieldId, typed: String) {
        let now = self.ports.clock.now();
        self.journey
            .update(|journey| journey.set_text(field, typed, now));
    }

    /// What was typed into one box of a date, by the name of its question.
    pub fn date_part(&self, name: &str, part: DatePart) -> String {
        if name == FieldId::FirstComplainedOn.name() {
            self.journey
                .with(|journey| journey.draft.first_complained_on.part(part).to_owned())
        } else {
            self.self_check
                .with(|check| check.date(name).part(part).to_owned())
        }
    }

    /// Takes what was typed into one box of a date.
    pub fn set_date_part(&self, name: &str, part: DatePart, typed: String) {
        if name == FieldId::FirstComplainedOn.name() {
            let now = self.ports.clock.now();
            self.journey
                .update(|journey| journey.set_date_part(part, typed, now));
        } else {
            self.self_check
                .update(|check| check.set_date_part(name, part, typed));
        }
    }

    /// Whether a box is among the wrong parts of its date: the one named, or all where none is.
    pub fn is_wrong(&self, name: &str, part: DatePart) -> bool {
        let problem = if name == FieldId::FirstComplainedOn.name() {
            self.journey.with(|journey| journey.date_problem())
        } else {
            self.self_check.with(|check| {
                let shown = check.problems.iter().find(|(about, ..)| *about == name);
                shown.map(|(_, problem, _)| *problem)
            })
        };
        problem.is_some_and(|problem| problem.wrong_part().is_none_or(|wrong| wrong == part))
    }

    /// Decides the self-check as it stands in its controls.
    pub fn check(&self) {
        self.read_controls();
        self.decide();
    }

    /// Decides the self-check and leads to its result, or to what is wrong with a date.
    fn decide(&self) {
        let now = self.ports.clock.now();
        let Some(checked) = self
            .self_check
            .try_update(|check| check.check(self.holidays, now))
        else {
            return;
        };
        match checked {
            Ok(()) => {
                self.ports
                    .tab
                    .set_fragment(&self.self_check.with_untracked(|check| check.link(now)));
                let outcome = self
                    .self_check
                    .with_untracked(|check| check.result.as_ref().map(|result| result.name));
                if let Some(outcome) = outcome {
                    self.tell(&News::Outcome(outcome));
                }
                self.go_to(RESULT);
            }
            Err(_) => self.go_to(ERRORS),
        }
    }

    /// Takes over the dates of the tab's address, once the page is live.
    pub fn follow_link(&self) {
        let fragment = self.ports.tab.fragment();
        if self.self_check.try_update(|check| check.follow(&fragment)) == Some(true) {
            self.decide();
        } else if fragment == LINK && self.page.has_self_check() {
            self.go_to(CHECK_TITLE);
        }
    }

    /// Never asks twice: the date given to the self-check fills the form.
    pub fn carry_over(&self, complained: NaiveDate) {
        self.journey
            .update(|journey| journey.carry_over(complained));
    }

    /// Gives the person a calendar file with the dates of the self-check that lie ahead.
    pub fn save_reminders(&self) {
        let now = self.ports.clock.now();
        let file = self.self_check.with_untracked(|check| check.reminders(now));
        self.save("text/calendar", file);
    }

    /// Gives the person a calendar file with the dates of the receipt that lie ahead.
    pub fn save_dates(&self) {
        let now = self.ports.clock.now();
        let file = self
            .journey
            .with_untracked(|journey| journey.reminders(now));
        self.save("text/calendar", file);
    }

    /// Gives the person the receipt, or what could not be sent, as a web page.
    pub fn save_record(&self) {
        let page = |record: Record| (record.file.clone() + ".html", record.to_html());
        self.save("text/html;charset=utf-8", self.record().map(page));
    }

    /// Gives the person the same as plain text.
    pub fn save_text(&self) {
        let text = |record: Record| (record.file.clone() + ".txt", record.to_text());
        self.save("text/plain;charset=utf-8", self.record().map(text));
    }

    fn record(&self) -> Option<Record> {
        let now = self.ports.clock.now();
        self.journey.with_untracked(|journey| journey.record(now))
    }

    /// Gives the person a file to keep, by its name, where there is one.
    fn save(&self, media_type: &str, file: Option<(String, String)>) {
        if let Some((name, text)) = file {
            self.ports.tab.save(&name, media_type, &text);
        }
    }

    /// Asks for the focus to go to an element, by its id.
    pub fn go_to(&self, id: &str) {
        self.journey.update(|journey| journey.go_to(id));
    }

    /// Whether a step is hidden, as the customer goes on and back.
    pub fn is_hidden(&self, step: Step) -> impl Fn() -> bool + Send + use<> {
        let journey = self.journey;
        move || journey.with(|journey| journey.step != step)
    }

    /// How sending goes; changes only when that does.
    pub fn delivery(&self) -> impl Fn() -> Delivery + Copy + Send + use<> {
        let journey = self.journey;
        let delivery = Derived::new(move || journey.with(|journey| journey.delivery));
        move || delivery.get()
    }

    /// Keeps the time, minute by minute, until the page is gone.
    pub fn keep_time(&self) {
        let Self { ports, now, .. } = *self;
        spawn_local_scoped_with_cancellation(async move {
            loop {
                let into_minute = ports.clock.now().timestamp_millis().rem_euclid(60_000) as u32;
                ports.clock.pause(60_000 - into_minute).await;
                now.set(Some(ports.clock.now()));
            }
        });
    }

    /// Keeps whether there is a line, until the page is gone.
    pub fn keep_line(&self) {
        let Self { ports, journey, .. } = *self;
        spawn_local_scoped_with_cancellation(async move {
            loop {
                let offline = ports.transport.is_offline();
                journey.update(|journey| journey.set_offline(offline));
                ports.transport.line_change().await;
            }
        });
    }

    /// Goes on to the check view, or shows what is missing.
    pub fn review(&self) {
        self.read_controls();
        self.load_later();
        let now = self.ports.clock.now();
        self.journey
            .update(|journey| journey.review(self.holidays, now));
    }
}
