use chrono::{DateTime, Days, NaiveDate, Utc};
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::{spawn_local, spawn_local_scoped_with_cancellation};

use crate::copy::PageCopy;
use crate::domain::calendar::BankHolidays;
use crate::domain::complaint::{DatePart, DraftRecord, FieldId, Kept, Progress};
use crate::ui::derived::Derived;
use crate::ui::feedback::SummaryEntry;
use crate::ui::ports::{DraftToSave, News, Ports};
use crate::view_model::self_check::{ERRORS, RESULT, SelfCheck};
use crate::view_model::{
    Delivery, Journey, Next, ProblemView, Record, SavedDrafts, SavingNotice, Step,
};

/// What every part of the form is given: the words, the outside, and the journey so far.
#[derive(Clone, Copy)]
pub struct PageState {
    pub page: &'static PageCopy,
    pub holidays: &'static BankHolidays,
    pub ports: Ports,
    pub journey: RwSignal<Journey>,
    pub self_check: RwSignal<SelfCheck>,
    pub saved: RwSignal<SavedDrafts>,
    /// The time, to the minute; none before the page is live.
    pub now: RwSignal<Option<DateTime<Utc>>>,
    /// What stops the complaint that was sent last.
    pub sending: StoredValue<Option<AbortHandle>>,
    /// The element that the page is drawn in, where there is one.
    pub root: StoredValue<Option<web_sys::Element>, LocalStorage>,
}

impl PageState {
    /// The same page in the words of another copy: what was answered, and where the customer stands, stays.
    pub fn in_other_words(self, page: &'static PageCopy, holidays: &'static BankHolidays) -> Self {
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

    /// Decides the self-check and leads to its result, or to what is wrong with a date.
    pub fn check(&self) {
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
            self.check();
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
        let now = self.ports.clock.now();
        self.journey
            .update(|journey| journey.review(self.holidays, now));
    }

    /// Sends what was checked, again and again until it is settled or stopped, or the page is gone.
    pub fn send(&self) {
        let state = *self;
        let Self {
            page,
            ports,
            journey,
            ..
        } = state;
        let under_way = journey.with_untracked(|journey| journey.delivery.is_under_way());
        if under_way || !state.tell(&News::BeforeSubmit) {
            return;
        }
        let (now, new_id) = (ports.clock.now(), || ports.transport.new_id());
        let Some(Some(submission)) =
            journey.try_update(|journey| journey.start_sending(new_id, now))
        else {
            return;
        };
        let record = journey.with_untracked(|journey| journey.draft_record.clone());
        let (sending, stop) = abortable(async move {
            let mut attempt = 0;
            let failure = loop {
                if ports.transport.is_offline() {
                    journey.try_update(|journey| journey.set_offline(true));
                    attempt = 0;
                    ports.transport.line_change().await;
                    continue;
                }
                attempt += 1;
                let now = ports.clock.now();
                let begun = journey.try_update(|journey| journey.begin_try(now));
                if begun.is_none() {
                    return;
                }
                let files = submission.complaint.attachments();
                let lost = ports.files.lost(files).await;
                if !lost.is_empty() {
                    let now = ports.clock.now();
                    journey.try_update(|journey| journey.lose_files(&lost, now));
                    break Some("refused");
                }
                let progress = Box::new(move |progress| state.progressed(progress));
                let reply = ports.transport.post(&page.submit, &submission, progress);
                let reply = reply.await;
                let failure = reply.failure();
                let (jitter, now) = (ports.transport.jitter(), ports.clock.now());
                let next = journey.try_update(|journey| {
                    journey.set_offline(ports.transport.is_offline());
                    journey.settle(reply, attempt, jitter, now)
                });
                match next {
                    Some(Next::TryAfter(pause)) => ports.clock.pause(pause).await,
                    Some(Next::TryOnline) => {}
                    Some(Next::Done) => break failure,
                    None => return,
                }
            };
            if let Some(reason) = failure {
                state.tell(&News::Failed(reason));
                return;
            }
            for file in submission.complaint.attachments() {
                ports.files.remove(file.handle);
            }
            if let Some(record) = record {
                ports.drafts.delete(&record).await;
            }
            let receipt = journey.try_with_untracked(|journey| journey.receipt.clone());
            if let Some(receipt) = receipt.flatten() {
                let due = receipt.dates.map(|dates| dates.response_due.iso);
                state.tell(&News::Submitted {
                    reference: receipt.reference,
                    response_due: due.unwrap_or_default(),
                });
            }
        });
        state.sending.set_value(Some(stop));
        // Not cancelled with the page: what is on its way arrives.
        spawn_local(async move { _ = sending.await });
    }

    fn progressed(&self, progress: Progress) {
        let now = self.ports.clock.now();
        let show = |journey: &mut Journey| (journey.progressed(progress, now), ());
        _ = self.journey.try_maybe_update(show);
    }

    /// Stops sending.
    pub fn stop(&self) {
        if self.journey.try_update(Journey::stop) != Some(true) {
            return;
        }
        self.sending
            .with_value(|stop| stop.iter().for_each(AbortHandle::abort));
        self.tell(&News::Failed("stopped"));
    }

    /// Whether something is typed that could be saved.
    pub fn has_answers(&self) -> bool {
        self.journey
            .with(|journey| matches!(journey.kept(), Some(Kept::Draft(_))))
    }

    /// Looks at what is saved on this device.
    pub fn look_for_saved(&self) {
        let state = *self;
        spawn_local(async move { state.list_saved().await });
    }

    async fn list_saved(self) {
        let Self { ports, saved, .. } = self;
        let now = ports.clock.now();
        let all = ports.drafts.list(&self.page.submit.endpoint, now).await;
        saved.try_update(|saved| saved.all = all);
    }

    /// Saves the answers and files on this device.
    pub fn save_draft(&self) {
        let state = *self;
        let Self {
            ports,
            journey,
            saved,
            ..
        } = state;
        let Some(Kept::Draft(mut kept)) = journey.with_untracked(Journey::kept) else {
            return;
        };
        let was_saving = saved.try_update(|saved| std::mem::replace(&mut saved.is_saving, true));
        if was_saving != Some(false) {
            return;
        }
        let now = ports.clock.now();
        let days = Days::new(state.page.facts.draft_days.into());
        let draft = DraftToSave {
            endpoint: &state.page.submit.endpoint,
            record: kept.record.take(),
            files: kept
                .draft
                .attachments
                .iter()
                .map(|file| file.handle)
                .collect(),
            text: Kept::Draft(kept).write(),
            saved_at: now,
            until: now + days,
        };
        spawn_local(async move {
            let notice = match ports.drafts.save(draft).await {
                Ok(done) => {
                    journey.try_update(|journey| journey.draft_record = Some(done.record));
                    (!done.with_files).then_some(SavingNotice::WithoutFiles)
                }
                Err(_) => Some(SavingNotice::NotSaved),
            };
            state.list_saved().await;
            saved.try_update(|saved| {
                saved.notice = notice;
                saved.is_saving = false;
            });
            let status = state.saved_status();
            journey.try_update(|journey| journey.announcement = status.unwrap_or_default());
        });
    }

    /// What is said of the answers that are saved, or cannot be.
    pub fn saved_status(&self) -> Option<String> {
        let own = self
            .journey
            .try_with(|journey| journey.draft_record.clone())?;
        self.saved
            .try_with(|saved| saved.status(self.page, own.as_ref()))?
    }

    /// Goes on with answers that are saved on this device. Where others stand in the form, only once
    /// it is asked for again.
    pub fn open_saved(&self, record: DraftRecord) {
        let state = *self;
        let Self { journey, saved, .. } = state;
        let is_sure = saved.with_untracked(|saved| saved.replacing.as_ref() == Some(&record));
        if !is_sure && untrack(|| state.has_answers()) {
            saved.update(|saved| saved.replacing = Some(record));
            let words = state.page.drafts.replace.to_string();
            return journey.update(|journey| journey.announcement = words);
        }
        spawn_local(async move {
            let opened = state.ports.drafts.open(&record).await;
            if let Some((text, files)) = opened
                && let Some(Kept::Draft(mut kept)) = Kept::read(&text)
            {
                kept.record = Some(record);
                let now = state.ports.clock.now();
                saved.try_update(|saved| saved.replacing = None);
                journey.try_update(|journey| {
                    journey.restart();
                    journey.restore(Kept::Draft(kept), state.holidays, now);
                    journey.add_files(files, now);
                    journey.go_to_step();
                    journey.announcement = String::new();
                    journey.ask_for_files();
                });
            }
            state.list_saved().await;
        });
    }

    /// Deletes answers that are saved on this device; those in the form stay there. The focus goes to
    /// an element, by its id.
    pub fn delete_saved(&self, record: DraftRecord, then: &'static str) {
        let state = *self;
        spawn_local(async move {
            state.ports.drafts.delete(&record).await;
            state.list_saved().await;
            state.saved.try_update(|saved| saved.notice = None);
            state.journey.try_update(|journey| {
                if journey.draft_record.as_ref() == Some(&record) {
                    journey.draft_record = None;
                }
                journey.announcement = state.page.drafts.deleted.to_string();
                journey.go_to(then);
            });
        });
    }
}
