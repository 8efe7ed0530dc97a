//! A page that is played without a browser: what it asks of the outside is written down, and what comes back is said
//! by the test.

use chrono::{DateTime, NaiveDate, Utc};
use complaints::copy::PageCopy;
use complaints::domain::complaint::{
    AttachmentDraft, DateDraft, DatePart, Draft, FieldId, Progress, Reply, Submission,
};
use complaints::domain::wire::Kept;
use complaints::view_model::self_check::{DateFault, ResultView, SelfCheck, date_fault_words};
use complaints::view_model::{
    Attention, Changed, CheckDate, DatesView, DeliveryStatus, Effect, Effects, Fault, FaultView,
    FileToSave, Journey, News, PageData, QuestionId, ReceiptView, Record, SavedDrafts, Step,
    Target, Task, fault_views, mail_draft, receipt_reminders, sending_words,
};

use crate::fixture::{holidays, now};

/// A page in somebody's hands.
#[derive(Clone)]
pub struct Played {
    pub data: PageData,
    pub journey: Journey,
    pub saved: SavedDrafts,
    pub attention: Attention,
    focus: String,
    /// Everything that was to be done so far.
    pub tasks: Vec<Task>,
    /// Everything that the company's page was told so far.
    pub news: Vec<News>,
}

/// What comes after an answer of the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another try after so many milliseconds.
    TryAfter(u32),
    /// Another try once there is a line.
    TryOnline,
    Done,
}

impl Played {
    /// A page with nothing typed yet.
    pub fn new(page: &'static PageCopy) -> Self {
        Self {
            data: PageData {
                page,
                holidays: holidays(),
            },
            journey: Journey::default(),
            saved: SavedDrafts::default(),
            attention: Attention::default(),
            focus: String::new(),
            tasks: Vec::new(),
            news: Vec::new(),
        }
    }

    /// A page with these answers.
    pub fn with(page: &'static PageCopy, draft: Draft) -> Self {
        let mut played = Self::new(page);
        played.set_draft(draft);
        played
    }

    /// A page with these answers, checked.
    pub fn checked(page: &'static PageCopy, draft: Draft, at: DateTime<Utc>) -> Self {
        let mut played = Self::with(page, draft);
        played.review(at);
        played
    }

    pub fn page(&self) -> &'static PageCopy {
        self.data.page
    }

    /// Does what the page's own part of the outside would do, and writes the rest down.
    pub fn run(&mut self, effects: Effects) {
        for effect in effects {
            match effect {
                Effect::Focus(target) => {
                    self.focus = target.id();
                    self.attention.focus_on(target);
                }
                Effect::Announce(announcement) => self.attention.announcement = announcement,
                Effect::Tell(news) => self.news.push(news),
                Effect::Do(task) => self.tasks.push(task),
            }
        }
    }

    pub fn act(&mut self, step: impl FnOnce(&mut Journey) -> Effects) {
        let effects = step(&mut self.journey);
        self.run(effects);
    }

    pub fn act_on_saved(&mut self, step: impl FnOnce(&mut SavedDrafts, &mut Journey) -> Effects) {
        let effects = step(&mut self.saved, &mut self.journey);
        self.run(effects);
    }

    /// The same page in other words.
    pub fn in_other_words(&mut self, page: &'static PageCopy) {
        self.journey.translate(self.data.page, page);
        self.data.page = page;
        self.attention.focus = Default::default();
    }

    pub fn step(&self) -> Step {
        self.journey.step()
    }

    pub fn delivery(&self) -> DeliveryStatus {
        self.journey.delivery()
    }

    pub fn draft(&self) -> &Draft {
        self.journey.draft()
    }

    /// The id of what was last to take the focus; empty where nothing was.
    pub fn focus(&self) -> &str {
        &self.focus
    }

    /// What the live region says.
    pub fn announcement(&self) -> String {
        self.attention.announcement.words(self.page())
    }

    /// The shown problems in words.
    pub fn problems(&self) -> Vec<FaultView> {
        fault_views(self.page(), self.draft(), self.faults())
    }

    pub fn faults(&self) -> &[Fault] {
        self.journey.faults()
    }

    pub fn messages(&self) -> Vec<String> {
        let problems = self.problems().into_iter();
        problems.map(|problem| problem.message).collect()
    }

    pub fn receipt(&self) -> Option<ReceiptView> {
        Some(ReceiptView::of(self.data, self.journey.sent()?.0))
    }

    pub fn record(&self, now: DateTime<Utc>) -> Option<Record> {
        Record::of(&self.journey, self.data, now)
    }

    /// The dates in the check view.
    pub fn dates(&self) -> Option<DatesView> {
        let (complaint, at) = self.journey.checked()?;
        DatesView::of(self.page(), self.data.holidays, at, complaint)
    }

    /// The dates of the receipt that lie ahead, as a calendar file.
    pub fn reminders(&self, now: DateTime<Utc>) -> Option<FileToSave> {
        receipt_reminders(self.data, self.journey.sent()?.0, now)
    }

    pub fn mail_draft(&self) -> Option<String> {
        mail_draft(self.page(), self.journey.unsent()?)
    }

    pub fn failed_words(&self) -> (&'static str, &'static str) {
        self.journey.failed_words(self.page())
    }

    pub fn sending_words(&self) -> &'static str {
        sending_words(self.page(), self.delivery(), self.journey.is_offline())
    }

    /// Puts answers into the form as if they had stood there before.
    pub fn edit(&mut self, edit: impl FnOnce(&mut Draft)) {
        self.journey.fill_early(edit);
    }

    pub fn set_draft(&mut self, answers: Draft) {
        self.edit(|draft| *draft = answers);
    }

    pub fn set_text(&mut self, field: FieldId, typed: &str, now: DateTime<Utc>) -> Changed {
        let changed = self.journey.set_text(field, typed.to_owned(), now);
        if changed == Changed::More {
            self.clear_fixed(field);
        }
        changed
    }

    fn clear_fixed(&mut self, field: FieldId) {
        let page = self.page();
        self.journey.clear_fixed(field, page, now());
    }

    pub fn set_date_part(&mut self, part: DatePart, typed: &str) {
        self.journey.set_date_part(part, typed.to_owned());
        self.clear_fixed(FieldId::FirstComplainedOn);
    }

    pub fn add_files(&mut self, files: Vec<AttachmentDraft>) {
        self.act(|journey| journey.add_files(files));
        self.clear_fixed(FieldId::Attachments);
    }

    pub fn remove_file(&mut self, handle: u32) {
        self.act(|journey| journey.remove_file(handle));
        self.clear_fixed(FieldId::Attachments);
    }

    pub fn review(&mut self, at: DateTime<Utc>) {
        let page = self.page();
        self.act(|journey| journey.review(page, at));
    }

    /// Goes back to a question.
    pub fn change(&mut self, field: FieldId) {
        let question = Target::Question(QuestionId::Field(field));
        self.act(|journey| journey.change(question));
    }

    pub fn set_offline(&mut self, offline: bool) {
        let page = self.page();
        self.act(|journey| journey.set_offline(offline, page, now()));
    }

    pub fn restore(&mut self, kept: Kept, at: DateTime<Utc>) {
        let page = self.page();
        if self.journey.restore(kept) {
            self.journey.check_again(page, at);
        }
    }

    /// Presses "Send"; what goes out, where something does.
    pub fn send(&mut self, id: &str, at: DateTime<Utc>) -> Option<Submission> {
        let (data, before) = (self.data, self.tasks.len());
        self.act(|journey| journey.send(|| id.to_owned(), data, at));
        self.tasks[before..].iter().find_map(|task| match task {
            Task::Try(submission) => Some((**submission).clone()),
            _ => None,
        })
    }

    /// Presses "Stop sending"; whether that did anything.
    pub fn stop(&mut self) -> bool {
        let effects = self.journey.stop();
        let is_stopped = !effects.is_empty();
        self.run(effects);
        is_stopped
    }

    /// So many bytes have gone out; whether anything changed.
    pub fn progressed(&mut self, sent: u64, total: u64, at: DateTime<Utc>) -> bool {
        let effects = self.journey.progressed(Progress { sent, total }, at);
        let is_new = effects.is_some();
        self.run(effects.unwrap_or_default());
        is_new
    }

    /// The endpoint answers at an instant; a pause before the next try is not over yet.
    pub fn replied(&mut self, reply: Reply, at: DateTime<Utc>) -> Next {
        let (data, before) = (self.data, self.tasks.len());
        let offline = self.journey.is_offline();
        self.act(|journey| journey.replied(reply, 0, offline, data, at));
        let pause = self.tasks[before..].iter().find_map(|task| match task {
            Task::Pause(pause) => Some(*pause),
            _ => None,
        });
        match pause {
            Some(pause) => Next::TryAfter(pause),
            None if self.delivery() == DeliveryStatus::Waiting => Next::TryOnline,
            None => Next::Done,
        }
    }

    pub fn pause_over(&mut self, at: DateTime<Utc>) {
        let page = self.page();
        self.act(|journey| journey.pause_over(page, at));
    }

    /// The same, and where another try follows a pause, that is under way.
    pub fn reply_at(&mut self, reply: Reply, at: DateTime<Utc>) -> Next {
        let next = self.replied(reply, at);
        self.pause_over(at);
        next
    }

    /// The endpoint answers.
    pub fn reply(&mut self, reply: Reply) -> Next {
        self.reply_at(reply, now())
    }

    /// The endpoint answers the same until the page gives up, or has what it wants.
    pub fn reply_always(&mut self, reply: Reply) {
        while self.reply(reply.clone()) != Next::Done {}
    }
}

/// A self-check in somebody's hands.
#[derive(Clone)]
pub struct PlayedCheck {
    pub data: PageData,
    pub check: SelfCheck,
    pub attention: Attention,
    pub news: Vec<News>,
}

impl PlayedCheck {
    /// A self-check with nothing answered.
    pub fn new(page: &'static PageCopy) -> Self {
        Self {
            data: Played::new(page).data,
            check: SelfCheck::default(),
            attention: Attention::default(),
            news: Vec::new(),
        }
    }

    /// Puts a day into all boxes of a date.
    pub fn set_date(&mut self, question: CheckDate, day: NaiveDate) {
        let date = DateDraft::from_date(day);
        for part in DatePart::ALL {
            self.check
                .set_date_part(question, part, date.part(part).to_owned());
        }
    }

    /// Presses "Check"; the first date that is wrong, where one is.
    pub fn check(&mut self, now: DateTime<Utc>) -> Result<(), CheckDate> {
        for effect in self.check.check(self.data.page, now) {
            match effect {
                Effect::Focus(target) => self.attention.focus_on(target),
                Effect::Announce(announcement) => self.attention.announcement = announcement,
                Effect::Tell(news) => self.news.push(news),
                Effect::Do(task) => panic!("{task:?}"),
            }
        }
        self.check
            .faults()
            .first()
            .map_or(Ok(()), |(name, _)| Err(*name))
    }

    /// The end of an address that leads here again.
    pub fn link(&self, now: DateTime<Utc>) -> String {
        self.check.link(self.data.page, now)
    }

    /// Takes over the dates of such an address; false where it is none of ours.
    pub fn follow(&mut self, link: &str) -> bool {
        self.check.follow(link)
    }

    /// What it came to, in words.
    pub fn result(&self) -> Option<ResultView> {
        ResultView::new(self.data, self.check.checked()?)
    }

    /// What is wrong with the dates, in words.
    pub fn problems(&self) -> Vec<(CheckDate, String)> {
        let words = |(date, fault): &(CheckDate, DateFault)| {
            (*date, date_fault_words(self.data.page, *date, *fault))
        };
        self.check.faults().iter().map(words).collect()
    }

    /// The dates that lie ahead, as a calendar file.
    pub fn reminders(&self, now: DateTime<Utc>) -> Option<FileToSave> {
        self.check.checked()?.reminders(self.data, now)
    }
}
