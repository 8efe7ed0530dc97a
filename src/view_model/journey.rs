//! The way of a complaint through the page, as plain data: fill in, check, send, receipt.

use chrono::{DateTime, NaiveDate, Utc};

use super::{DatesView, ProblemView, ReceiptView, word_field_errors, word_problems};
use crate::copy::PageCopy;
use crate::domain::calendar::{BankHolidays, london};
use crate::domain::complaint::{
    AttachmentDraft, Complaint, DateDraft, DatePart, DateProblem, Draft, FieldId, Problem,
    ProblemKind, Reply, Signals, Submission, pause_before_try, validate,
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
    Retrying,
    Failed,
}

impl Delivery {
    /// Whether the complaint is on its way right now.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Sending | Self::Retrying)
    }
}

/// Ids of what can take the focus apart from the controls.
pub mod anchor {
    pub const ERROR_SUMMARY: &str = "error-summary";
    pub const FILL: &str = "form-title";
    pub const CHECK: &str = "check-title";
    pub const RECEIPT: &str = "receipt-title";
    pub const FAILED: &str = "failed-title";
}

/// What to do after an answer of the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Try again after this many milliseconds.
    TryAfter(u32),
    Done,
}

/// A proved complaint and the dates shown with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub complaint: Complaint,
    /// When it was checked: the dates count from then.
    pub at: DateTime<Utc>,
    pub dates: Option<DatesView>,
}

/// What the dates of a receipt were made from.
#[derive(Clone, Copy, Debug)]
struct Sent {
    checked_at: DateTime<Utc>,
    complained_on: Option<NaiveDate>,
    received_at: DateTime<Utc>,
}

/// Everything that changes while a customer uses the form. Answers are never dropped before they are delivered.
#[derive(Clone, Debug)]
pub struct Journey {
    page: &'static PageCopy,
    pub step: Step,
    pub delivery: Delivery,
    pub draft: Draft,
    /// The failed answers as shown, in page order.
    pub problems: Vec<ProblemView>,
    pub checked: Option<Checked>,
    pub receipt: Option<ReceiptView>,
    /// What the live region says.
    pub announcement: String,
    /// The id of what takes the focus next, and how often that was asked.
    pub focus: (u32, String),
    submission_id: Option<String>,
    sent: Option<Sent>,
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
            draft: Draft::default(),
            problems: Vec::new(),
            checked: None,
            receipt: None,
            announcement: String::new(),
            focus: (0, String::new()),
            submission_id: None,
            sent: None,
            decoy: String::new(),
            began: None,
        }
    }

    /// Goes on in the words of another copy: where the customer stands and what was answered stays, and
    /// the focus stays where it is. What the server said of an answer stays in the server's words.
    pub fn in_other_words(&mut self, page: &'static PageCopy, holidays: &BankHolidays) {
        let before = std::mem::replace(&mut self.page, page);
        let (from, to) = (&before.words.months, &page.words.months);
        self.draft.first_complained_on.translate_month(from, to);
        for shown in &mut self.problems {
            shown.translate(before, page, &self.draft);
        }
        // A question that is not asked in the other words has none for its problem.
        self.problems.retain(|shown| !shown.message.is_empty());
        if let Some(checked) = &mut self.checked {
            let complained_on = checked.complaint.first_complained_on();
            checked.dates = DatesView::new(page, holidays, checked.at, complained_on);
        }
        if let (Some(receipt), Some(sent)) = (&mut self.receipt, self.sent) {
            let reference = std::mem::take(&mut receipt.reference);
            let dates = DatesView::new(page, holidays, sent.checked_at, sent.complained_on);
            *receipt = ReceiptView::new(page, reference, sent.received_at, dates);
        }
        self.announcement = match self.delivery {
            Delivery::Sending => page.sending.sending.to_string(),
            Delivery::Retrying => page.sending.retrying.to_string(),
            Delivery::Idle | Delivery::Failed => String::new(),
        };
        self.focus = Default::default();
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

    /// Adds chosen files to those chosen before.
    pub fn add_files(&mut self, files: Vec<AttachmentDraft>, now: DateTime<Utc>) {
        if let Some(words) = self.page.file_words() {
            let said: Vec<String> = files
                .iter()
                .map(|file| words.added.fill(&[("file", &file.name)]))
                .collect();
            self.announcement = said.join(", ");
        }
        self.draft.attachments.extend(files);
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
    pub fn review(&mut self, holidays: &BankHolidays, now: DateTime<Utc>) {
        match self.validate(now) {
            Ok(complaint) => {
                let dates =
                    DatesView::new(self.page, holidays, now, complaint.first_complained_on());
                self.problems.clear();
                // An id stands for one content: changed answers are another submission.
                let same = |checked: &Checked| checked.complaint == complaint;
                if !self.checked.as_ref().is_some_and(same) {
                    self.submission_id = None;
                }
                self.checked = Some(Checked {
                    complaint,
                    at: now,
                    dates,
                });
                self.delivery = Delivery::Idle;
                self.step = Step::Check;
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
        self.delivery = Delivery::Sending;
        self.announcement = self.page.sending.sending.to_string();
        let filled_in = self.began.map(|began| (now - began).num_seconds());
        Some(Submission {
            id: self.submission_id.get_or_insert_with(new_id).clone(),
            complaint,
            shown: dates.map(|dates| dates.shown),
            copy_version: self.page.version.clone(),
            signals: Signals {
                decoy: self.decoy.clone(),
                // A clock that was set back in between tells nothing.
                filled_in_seconds: filled_in.and_then(|seconds| seconds.try_into().ok()),
            },
        })
    }

    /// Takes the endpoint's answer to a try. `attempt` counts from 1, `jitter` is from 0 to 1000.
    pub fn settle(
        &mut self,
        reply: Reply,
        attempt: usize,
        jitter: u32,
        now: DateTime<Utc>,
    ) -> Next {
        let after = match reply {
            Reply::Delivered { reference } => {
                let checked = self.checked.take();
                self.sent = checked.as_ref().map(|checked| Sent {
                    checked_at: checked.at,
                    complained_on: checked.complaint.first_complained_on(),
                    received_at: now,
                });
                let dates = checked.and_then(|checked| checked.dates);
                self.receipt = Some(ReceiptView::new(self.page, reference, now, dates));
                self.draft = Draft::default();
                self.submission_id = None;
                self.decoy = String::new();
                self.began = None;
                self.delivery = Delivery::Idle;
                self.step = Step::Receipt;
                self.announcement = String::new();
                self.go_to(anchor::RECEIPT);
                return Next::Done;
            }
            Reply::Refused(errors) => {
                self.show_problems(word_field_errors(self.page, errors));
                return Next::Done;
            }
            Reply::Failed => return self.fail(),
            Reply::InProgress => None,
            Reply::TryAgain { after } => after,
        };
        let Some(pause) = pause_before_try(attempt + 1, after, jitter) else {
            return self.fail();
        };
        self.delivery = Delivery::Retrying;
        self.announcement = self.page.sending.retrying.to_string();
        Next::TryAfter(pause)
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
            ..Self::new(self.page)
        };
        self.go_to(anchor::FILL);
    }
}
