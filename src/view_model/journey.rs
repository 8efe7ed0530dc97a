//! The way of a complaint through the page, as plain data: fill in, check, send, receipt.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::reminders::{ahead, reminders};
use super::{DatesView, ProblemView, ReceiptView, Record, mail_draft};
use super::{missing_files, word_field_errors, word_problems};
use crate::copy::{PageCopy, Text};
use crate::domain::calendar::{BankHolidays, london};
use crate::domain::complaint::{
    Acknowledgement, AttachmentDraft, Complaint, DateDraft, DatePart, DateProblem, Draft,
    DraftRecord, FieldError, FieldId, Kept, KeptDraft, KeptReceipt, Problem, ProblemKind, Progress,
    Reply, Signals, Submission, SubmissionId, TRIES_ELSEWHERE, pause_before_try, receipt_link,
    validate,
};

/// Where a customer stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    #[default]
    Fill,
    Check,
    Receipt,
}

/// How sending goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    #[default]
    Idle,
    Sending,
    /// A try failed, and the next one is on its way or waits for its time.
    Retrying,
    /// The device is offline, and the next try waits for the line.
    Waiting,
    /// The customer stopped it: whether it arrived is not known.
    Stopped,
    Failed,
    /// It was under way, or had failed, when the page was left: nobody here knows how it ended.
    Interrupted,
}

impl Delivery {
    /// Whether the complaint is on its way right now.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Sending | Self::Retrying | Self::Waiting)
    }
}

/// Ids of what can take the focus apart from the controls.
pub mod anchor {
    pub const ERROR_SUMMARY: &str = "error-summary";
    pub const FORM: &str = "step-fill";
    pub const FILL: &str = "form-title";
    pub const CHECK: &str = "check-title";
    pub const RECEIPT: &str = "receipt-title";
    pub const FAILED: &str = "failed-title";
    pub const SENDING: &str = "sending-status";
    pub const SAVE: &str = "save-draft";
    pub const SAVE_FAILED: &str = "save-failed-draft";
}

/// What to do after an answer of the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Try again after this many milliseconds.
    TryAfter(u32),
    /// Try again once there is a line.
    TryOnline,
    Done,
}

/// An upload that takes no longer than this shows no progress.
const MOMENT: TimeDelta = TimeDelta::seconds(1);

/// A proved complaint and the dates shown with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub complaint: Complaint,
    /// When it was checked: the dates count from then.
    pub at: DateTime<Utc>,
    pub dates: Option<DatesView>,
}

/// Everything that changes while a customer uses the form. Answers are never dropped before they are delivered.
#[derive(Clone, Debug)]
pub struct Journey {
    page: &'static PageCopy,
    pub step: Step,
    pub delivery: Delivery,
    /// Whether the device has no line.
    pub offline: bool,
    /// How far the try at hand has come, once that is shown.
    pub progress: Option<Progress>,
    pub draft: Draft,
    /// The failed answers as shown, in page order.
    pub problems: Vec<ProblemView>,
    pub checked: Option<Checked>,
    pub receipt: Option<ReceiptView>,
    /// What the live region says.
    pub announcement: String,
    /// The id of what takes the focus next, and how often that was asked.
    pub focus: (u32, String),
    submission_id: Option<SubmissionId>,
    /// Whether the company may have it, though it has not said so.
    may_have_arrived: bool,
    /// Why that is not known: what the endpoint answered could not be read.
    is_unreadable: bool,
    /// Whether all of the try at hand was sent.
    is_all_sent: bool,
    /// What was sent, or could not be.
    submission: Option<Submission>,
    try_began: Option<DateTime<Utc>>,
    /// What the receipt was made from.
    sent: Option<KeptReceipt>,
    /// What dates are counted with; none before anything was checked.
    holidays: Option<&'static BankHolidays>,
    /// Where the answers are saved on the device.
    pub draft_record: Option<DraftRecord>,
    /// What stands in the box that no person meets.
    pub decoy: String,
    /// When the first answer was typed; none where others stood here before.
    began: Option<DateTime<Utc>>,
}

impl Journey {
    /// The start: nothing typed.
    pub fn new(page: &'static PageCopy) -> Self {
        Self {
            page,
            step: Step::default(),
            delivery: Delivery::default(),
            offline: false,
            progress: None,
            draft: Draft::default(),
            problems: Vec::new(),
            checked: None,
            receipt: None,
            announcement: String::new(),
            focus: (0, String::new()),
            submission_id: None,
            may_have_arrived: false,
            is_unreadable: false,
            is_all_sent: false,
            submission: None,
            try_began: None,
            sent: None,
            holidays: None,
            draft_record: None,
            decoy: String::new(),
            began: None,
        }
    }

    /// Goes on in the words of another copy: where the customer stands and what was answered stays, and
    /// the focus stays where it is. What the server said of an answer stays in the server's words.
    pub fn in_other_words(&mut self, page: &'static PageCopy, holidays: &'static BankHolidays) {
        let before = std::mem::replace(&mut self.page, page);
        self.holidays = Some(holidays);
        let (from, to) = (&before.words.months, &page.words.months);
        self.draft.first_complained_on.translate_month(from, to);
        for shown in &mut self.problems {
            shown.translate(before, page, &self.draft);
        }
        // A question that is not asked in the other words has none for its problem.
        self.problems.retain(|shown| !shown.message.is_empty());
        if let Some(checked) = &mut self.checked {
            checked.dates = DatesView::of(page, holidays, checked.at, &checked.complaint);
        }
        self.draw_receipt();
        self.announce_sending();
        self.focus = Default::default();
    }

    /// Makes the receipt of what was sent, in the page's words.
    fn draw_receipt(&mut self) {
        let page = self.page;
        self.receipt = self.sent.clone().map(|sent| {
            let dates = self.dates_of(sent.received_at, sent.complained_on, sent.is_about_data);
            let address = sent.receipt_url.as_deref();
            ReceiptView {
                link: address.and_then(|address| receipt_link(address, &page.submit.endpoint)),
                ..ReceiptView::new(page, sent.reference, sent.received_at, dates)
            }
        });
    }

    /// The dates of a complaint received at an instant.
    fn dates_of(
        &self,
        received_at: DateTime<Utc>,
        complained_on: Option<NaiveDate>,
        is_about_data: bool,
    ) -> Option<DatesView> {
        let holidays = self.holidays?;
        DatesView::by_route(
            self.page,
            holidays,
            received_at,
            complained_on,
            is_about_data,
        )
    }

    /// What is left of the journey when the page is left: nothing where nothing was typed.
    pub fn kept(&self) -> Option<Kept> {
        if self.step == Step::Receipt {
            return self.sent.clone().map(Kept::Receipt);
        }
        (self.draft != Draft::default()).then(|| {
            Kept::Draft(Box::new(KeptDraft {
                draft: self.draft.clone(),
                began: self.began,
                is_checked: self.step == Step::Check,
                submission_id: self.submission_id.clone(),
                record: self.draft_record.clone(),
            }))
        })
    }

    /// How far it has come, whatever the answers are.
    pub fn stage(&self) -> (Step, Option<SubmissionId>, Option<DraftRecord>) {
        let record = self.draft_record.clone();
        (self.step, self.submission_id.clone(), record)
    }

    /// Goes on where the page was left; the focus stays where it is.
    ///
    /// Answers that were checked are checked again: what is wrong with them by now leads back to the
    /// form, and is said when the customer asks.
    pub fn restore(&mut self, kept: Kept, holidays: &'static BankHolidays, now: DateTime<Utc>) {
        self.holidays = Some(holidays);
        match kept {
            Kept::Draft(kept) => {
                self.draft = kept.draft;
                self.began = kept.began;
                // It has one from the moment it was first on its way.
                self.may_have_arrived = kept.submission_id.is_some();
                self.submission_id = kept.submission_id;
                self.draft_record = kept.record;
                if kept.is_checked {
                    self.review(holidays, now);
                    self.problems.clear();
                    let checked = self.checked.as_ref();
                    let content = checked.map(|checked| checked.complaint.fingerprint());
                    let sent = self.submission_id.as_ref().map(|known| &known.content);
                    if content.is_some() && content.as_ref() == sent {
                        self.delivery = Delivery::Interrupted;
                    }
                }
            }
            Kept::Receipt(sent) => {
                self.sent = Some(sent);
                self.draw_receipt();
                self.step = Step::Receipt;
            }
        }
        self.focus = Default::default();
    }

    /// Says which files must be chosen again, where some must.
    pub fn ask_for_files(&mut self) {
        if let Some(words) = missing_files(self.page, &self.draft) {
            self.announcement = words;
        }
    }

    /// Asks for the focus to go to an element, by its id.
    pub fn go_to(&mut self, id: &str) {
        self.focus = (self.focus.0 + 1, id.to_owned());
    }

    /// Asks for the focus to go to the step that is shown.
    pub fn go_to_step(&mut self) {
        self.go_to(match self.step {
            Step::Fill => anchor::FILL,
            Step::Check => anchor::CHECK,
            Step::Receipt => anchor::RECEIPT,
        });
    }

    /// Takes what was typed into a text or choice field.
    pub fn set_text(&mut self, field: FieldId, typed: String, now: DateTime<Utc>) {
        if self.draft == Draft::default() {
            self.began = Some(now);
        }
        self.set_found_text(field, typed, now);
    }

    /// Takes what stands in a text or choice field, whoever put it there: it tells nothing of when
    /// typing began.
    pub fn set_found_text(&mut self, field: FieldId, typed: String, now: DateTime<Utc>) {
        self.draft.set_text(field, typed);
        self.clear_fixed(field, now);
    }

    /// Takes what was typed into one box of the date.
    pub fn set_date_part(&mut self, part: DatePart, typed: String, now: DateTime<Utc>) {
        *self.draft.first_complained_on.part_mut(part) = typed;
        self.clear_fixed(FieldId::FirstComplainedOn, now);
    }

    /// Fills in the day of the first complaint, and leads to the form.
    ///
    /// A complaint that is on its way or has arrived stays as it is: then it leads there.
    pub fn carry_over(&mut self, complained: NaiveDate) {
        if self.delivery.is_under_way() || self.step == Step::Receipt {
            return self.go_to_step();
        }
        self.draft
            .set_text(FieldId::ComplainedBefore, "yes".to_owned());
        self.draft.first_complained_on = DateDraft::from_date(complained);
        self.problems
            .retain(|shown| shown.field != Some(FieldId::FirstComplainedOn));
        self.change(anchor::FILL);
    }

    /// Says a count, unless the customer has gone on since.
    pub fn announce_count(&mut self, count: String) {
        if self.step == Step::Fill {
            self.announcement = count;
        }
    }

    /// The shown problem of the date.
    pub fn date_problem(&self) -> Option<DateProblem> {
        self.problems.iter().find_map(|shown| match shown.kind {
            ProblemKind::Date(problem) => Some(problem),
            _ => None,
        })
    }

    /// Adds chosen files to those chosen before, each in the place of a missing one of its name.
    pub fn add_files(&mut self, files: Vec<AttachmentDraft>, now: DateTime<Utc>) {
        if let Some(words) = self.page.file_words() {
            let said: Vec<String> = files
                .iter()
                .map(|file| words.added.fill(&[("file", &file.name)]))
                .collect();
            self.announcement = said.join(", ");
        }
        let chosen = &mut self.draft.attachments;
        for file in files {
            let is_same = |old: &&mut AttachmentDraft| old.is_missing() && old.name == file.name;
            match chosen.iter_mut().find(is_same) {
                Some(missing) => *missing = file,
                None => chosen.push(file),
            }
        }
        self.clear_fixed(FieldId::Attachments, now);
    }

    /// Removes a chosen file.
    pub fn remove_file(&mut self, handle: u32, now: DateTime<Utc>) {
        let Some(index) = self
            .draft
            .attachments
            .iter()
            .position(|file| file.handle == handle)
        else {
            return;
        };
        let file = self.draft.attachments.remove(index);
        if let Some(words) = self.page.file_words() {
            self.announcement = words.removed.fill(&[("file", &file.name)]);
        }
        self.clear_fixed(FieldId::Attachments, now);
        self.go_to(FieldId::Attachments.name());
    }

    /// Stops sending, and names the files that cannot be read any more as they were chosen.
    pub fn lose_files(&mut self, lost: &[u32], now: DateTime<Utc>) {
        for file in &mut self.draft.attachments {
            if lost.contains(&file.handle) {
                file.head = None;
            }
        }
        self.announcement = String::new();
        if let Err(problems) = self.validate(now) {
            self.show_problems(word_problems(self.page, &self.draft, problems));
        }
    }

    /// Takes away the shown problems that a new answer to a field has mended, and shows no new ones.
    ///
    /// What the server said of the field goes too: only the server can say whether it is mended.
    fn clear_fixed(&mut self, field: FieldId, now: DateTime<Utc>) {
        if self.problems.is_empty() {
            return;
        }
        let still = self.validate(now).err().unwrap_or_default();
        let mut still = word_problems(self.page, &self.draft, still);
        let too_long = |problem: &ProblemView| matches!(problem.kind, ProblemKind::TooLong { .. });
        let shown = std::mem::take(&mut self.problems);
        let keep = |shown: ProblemView| {
            if shown.kind == ProblemKind::Server {
                return (shown.field != Some(field)).then_some(shown);
            }
            let same = still.iter().position(|found| {
                found.field == shown.field
                    && (found.message == shown.message || too_long(found) && too_long(&shown))
            });
            same.map(|index| still.remove(index))
        };
        self.problems = shown.into_iter().filter_map(keep).collect();
    }

    fn validate(&self, now: DateTime<Utc>) -> Result<Complaint, Vec<Problem>> {
        validate(
            &self.draft,
            &self.page.form_rules(),
            london::london_date(now),
        )
    }

    /// Goes on to the check view, or shows what is missing.
    pub fn review(&mut self, holidays: &'static BankHolidays, now: DateTime<Utc>) {
        self.holidays = Some(holidays);
        let months = &self.page.words.months;
        self.draft.first_complained_on.spread(months);
        match self.validate(now) {
            Ok(complaint) => {
                let dates = DatesView::of(self.page, holidays, now, &complaint);
                self.problems.clear();
                self.checked = Some(Checked {
                    complaint,
                    at: now,
                    dates,
                });
                self.delivery = Delivery::Idle;
                self.step = Step::Check;
                self.announce_sending();
                self.go_to(anchor::CHECK);
            }
            Err(problems) => self.show_problems(word_problems(self.page, &self.draft, problems)),
        }
    }

    fn show_problems(&mut self, problems: Vec<ProblemView>) {
        self.problems = problems;
        self.step = Step::Fill;
        self.delivery = Delivery::Idle;
        self.go_to(anchor::ERROR_SUMMARY);
    }

    /// Goes back to the form, to one control or to its top.
    pub fn change(&mut self, target: &str) {
        self.step = Step::Fill;
        self.delivery = Delivery::Idle;
        self.go_to(target);
    }

    /// Starts sending, under the id that this complaint keeps through every try.
    ///
    /// `None` where there is nothing checked to send, or it is on its way already.
    pub fn start_sending(
        &mut self,
        new_id: impl FnOnce() -> String,
        now: DateTime<Utc>,
    ) -> Option<Submission> {
        let Checked {
            complaint, dates, ..
        } = self.checked.clone()?;
        if self.delivery.is_under_way() {
            return None;
        }
        self.delivery = if self.offline {
            Delivery::Waiting
        } else {
            Delivery::Sending
        };
        self.announce_sending();
        // An id stands for one content: changed answers are another submission.
        let content = complaint.fingerprint();
        let known = self.submission_id.take();
        let known = known.filter(|known| known.content == content);
        let submission_id = known.unwrap_or_else(|| {
            self.may_have_arrived = false;
            let id = new_id();
            SubmissionId { id, content }
        });
        let id = self.submission_id.insert(submission_id).id.clone();
        let filled_in = self.began.map(|began| (now - began).num_seconds());
        let submission = Submission {
            id,
            complaint,
            shown: dates.map(|dates| dates.shown),
            copy_version: self.page.version.clone(),
            signals: Signals {
                decoy: self.decoy.clone(),
                // A clock that was set back in between tells nothing.
                filled_in_seconds: filled_in.and_then(|seconds| seconds.try_into().ok()),
            },
        };
        self.submission = Some(submission.clone());
        Some(submission)
    }

    /// A try starts, because there is a line.
    pub fn begin_try(&mut self, now: DateTime<Utc>) {
        self.set_offline(false);
        self.try_began = Some(now);
        // Nobody follows how far a plain one has come.
        self.is_all_sent = self.page.submit.plain;
        self.progress = None;
    }

    /// Takes how far a try has come. `false` where nothing is to be shown of it: it may still be over
    /// within a moment, or a hundredth more is not sent yet.
    pub fn progressed(&mut self, progress: Progress, now: DateTime<Utc>) -> bool {
        self.is_all_sent = progress.sent == progress.total;
        let is_long = self.try_began.is_some_and(|began| now - began >= MOMENT);
        let (before, percent) = (self.progress.map(Progress::percent), progress.percent());
        if !is_long || before.unwrap_or(100) == percent {
            return false;
        }
        self.progress = Some(progress);
        if before.is_none_or(|before| before / 25 != percent / 25) {
            self.announce_sending();
        }
        true
    }

    /// How far the try at hand has come; empty where that is not shown.
    pub fn progress_words(&self) -> String {
        let Some(Progress { sent, total }) = self.progress else {
            return String::new();
        };
        let [sent, total] = [sent, total].map(|bytes| self.page.words.size(bytes));
        let words = &self.page.sending.progress;
        words.fill(&[("sent", &sent), ("total", &total)])
    }

    /// Takes whether the device has no line: the next try waits for one.
    pub fn set_offline(&mut self, offline: bool) {
        if self.offline == offline {
            return;
        }
        self.offline = offline;
        match self.delivery {
            Delivery::Retrying if offline => self.delivery = Delivery::Waiting,
            Delivery::Waiting => self.delivery = Delivery::Sending,
            Delivery::Sending | Delivery::Stopped => return,
            _ => {}
        }
        self.announce_sending();
    }

    /// What there is to say of sending beside its buttons; empty where that is nothing.
    pub fn sending_words(&self) -> &'static str {
        let words = &self.page.sending;
        match self.delivery {
            Delivery::Sending => "",
            Delivery::Retrying => &words.retrying,
            Delivery::Waiting => &words.waiting,
            Delivery::Stopped => self.unless_twice(&words.stopped, &words.stopped_twice),
            Delivery::Interrupted => {
                let words = &self.page.drafts;
                self.unless_twice(&words.interrupted, &words.interrupted_twice)
            }
            Delivery::Idle | Delivery::Failed if self.offline => &words.offline,
            Delivery::Idle | Delivery::Failed => "",
        }
    }

    /// The words for what may have arrived: those that promise that it is counted once only where it is.
    fn unless_twice(&self, once: &'static Text, twice: &'static Option<Text>) -> &'static str {
        if self.page.submit.once {
            return once;
        }
        let failed = &self.page.sending.failed;
        twice.as_ref().unwrap_or(&failed.unknown_title)
    }

    fn announce_sending(&mut self) {
        let words = match self.delivery {
            _ if self.step != Step::Check => "",
            _ if self.progress.is_some() => return self.announcement = self.progress_words(),
            Delivery::Sending => &self.page.sending.sending,
            // The focus reads it out.
            Delivery::Stopped => "",
            _ => self.sending_words(),
        };
        self.announcement = words.to_owned();
    }

    /// Stops sending. `false` where the complaint is not on its way.
    pub fn stop(&mut self) -> bool {
        let is_stopped = self.delivery.is_under_way();
        if is_stopped {
            self.delivery = Delivery::Stopped;
            self.may_have_arrived |= self.is_all_sent;
            self.progress = None;
            self.announce_sending();
            self.go_to(anchor::SENDING);
        }
        is_stopped
    }

    /// Takes the endpoint's answer to a try. `attempt` counts from 1, `jitter` is from 0 to 1000.
    pub fn settle(
        &mut self,
        reply: Reply,
        attempt: usize,
        jitter: u32,
        now: DateTime<Utc>,
    ) -> Next {
        self.progress = None;
        self.is_unreadable = false;
        let (may_have_arrived, after) = match reply {
            Reply::Delivered(acknowledgement) => {
                self.receive(acknowledgement, now);
                self.checked = None;
                self.draft = Draft::default();
                self.submission_id = None;
                self.draft_record = None;
                self.decoy = String::new();
                self.began = None;
                self.delivery = Delivery::Idle;
                self.step = Step::Receipt;
                self.announcement = String::new();
                self.go_to(anchor::RECEIPT);
                return Next::Done;
            }
            // Too large, and not because of files.
            Reply::Refused(errors) if self.is_about_no_file(&errors) => return self.fail(),
            Reply::Refused(errors) => {
                // Perhaps because of the id: another content was received under it.
                self.submission_id = None;
                self.show_problems(word_field_errors(self.page, errors));
                return Next::Done;
            }
            Reply::Failed => return self.fail(),
            Reply::Unclear => {
                self.may_have_arrived = true;
                return self.fail();
            }
            Reply::InProgress { after } => (true, after),
            Reply::FilesGone(files) => {
                self.lose_files(&files, now);
                return Next::Done;
            }
            Reply::Unreadable { elsewhere } => {
                self.is_unreadable = true;
                if elsewhere && attempt >= TRIES_ELSEWHERE {
                    self.may_have_arrived = true;
                    return self.fail();
                }
                (true, None)
            }
            Reply::Unanswered { after } => (self.is_all_sent, after),
            Reply::TryAgain { after } => (false, after),
        };
        self.may_have_arrived |= may_have_arrived;
        // Only the customer can say whether it may arrive twice.
        if may_have_arrived && !self.page.submit.once {
            return self.fail();
        }
        if self.offline {
            self.delivery = Delivery::Waiting;
            self.announce_sending();
            return Next::TryOnline;
        }
        let Some(pause) = pause_before_try(attempt + 1, after, jitter) else {
            return self.fail();
        };
        self.delivery = Delivery::Retrying;
        self.announce_sending();
        Next::TryAfter(pause)
    }

    /// Whether the server refuses files that were not sent.
    fn is_about_no_file(&self, errors: &[FieldError]) -> bool {
        let complaint = self.submission.as_ref().map(|sent| &sent.complaint);
        let has_files = complaint.is_some_and(|complaint| !complaint.attachments().is_empty());
        !has_files && errors.iter().all(|error| error.detail.is_empty())
    }

    /// Makes the receipt of what the company has.
    fn receive(&mut self, acknowledgement: Acknowledgement, now: DateTime<Utc>) {
        let complaint = self
            .submission
            .as_ref()
            .map(|submission| &submission.complaint);
        let complained_on = complaint.and_then(Complaint::first_complained_on);
        let is_about_data = complaint.is_some_and(Complaint::is_about_data);
        // The company counts by its own clock. The device's stands in for one that says nothing, or a
        // time that no calendar reaches, like the zero of many programs.
        let is_near =
            |at: &DateTime<Utc>| self.dates_of(*at, complained_on, is_about_data).is_some();
        let theirs = acknowledgement.received_at.filter(is_near);
        self.sent = Some(KeptReceipt {
            reference: acknowledgement.reference,
            received_at: theirs.unwrap_or(now),
            receipt_url: acknowledgement.receipt_url,
            complained_on,
            is_about_data,
        });
        self.draw_receipt();
    }

    /// What a customer can keep: of what was received, else of what was last to be sent.
    pub fn record(&self, now: DateTime<Utc>) -> Option<Record> {
        let submission = self.submission.as_ref();
        match &self.receipt {
            Some(receipt) => Some(Record::received(self.page, receipt, submission)),
            None => {
                let (title, _) = self.failed_words();
                Some(Record::unsent(self.page, title, submission?, now))
            }
        }
    }

    /// What to say of a complaint that could not be sent: whether it has arrived, and where its
    /// answers are.
    pub fn failed_words(&self) -> (&'static str, &'static str) {
        let words = &self.page.sending.failed;
        if self.may_have_arrived {
            let unreadable = words.unreadable_kept.as_ref();
            let kept = unreadable.filter(|_| self.is_unreadable);
            let unknown = if self.page.submit.once {
                &words.unknown_kept
            } else {
                words.unknown_kept_twice.as_ref().unwrap_or(&words.kept)
            };
            (&words.unknown_title, kept.unwrap_or(unknown))
        } else {
            (&words.title, &words.kept)
        }
    }

    /// The address that opens an e-mail with what could not be sent, where the company takes e-mail.
    pub fn mail_draft(&self) -> Option<String> {
        mail_draft(self.page, self.submission.as_ref()?)
    }

    /// A calendar file, by its name, with the dates of the receipt that lie ahead.
    pub fn reminders(&self, now: DateTime<Utc>) -> Option<(String, String)> {
        let (receipt, sent) = (self.receipt.as_ref()?, self.sent.as_ref()?);
        let page = self.page;
        let received_on = london::london_date(sent.received_at);
        let reference = [&page.receipt.reference, ": ", &receipt.reference].concat();
        let view = receipt.dates.as_ref()?;
        let about = [&[reference], &*view.notes].concat().join("\n");
        let dates = view.in_order();
        let complained_on = sent.complained_on.unwrap_or(received_on);
        let ahead = ahead(&dates, london::london_date(now));
        reminders(
            page,
            &page.dates.title,
            &about,
            Some(complained_on),
            &ahead,
            now,
        )
    }

    fn fail(&mut self) -> Next {
        self.delivery = Delivery::Failed;
        self.announcement = String::new();
        self.go_to(anchor::FAILED);
        Next::Done
    }

    /// Starts a new, empty complaint after a receipt.
    pub fn restart(&mut self) {
        let focus = self.focus.clone();
        *self = Self {
            focus,
            offline: self.offline,
            ..Self::new(self.page)
        };
        self.go_to(anchor::FILL);
    }
}
