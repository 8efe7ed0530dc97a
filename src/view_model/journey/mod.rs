//! The way of a complaint through the page, as plain data: fill in, check, send, receipt. It keeps facts; the words
//! for them are chosen where they are shown.

mod answers;
mod delivery;
mod reply;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Announcement, Effect, Effects, Fault, Place, Target, Task};
use crate::copy::PageCopy;
use crate::domain::calendar::london;
use crate::domain::complaint::{
    Complaint, DateDraft, DateProblem, Draft, FieldId, Problem, ProblemKind, Submission,
    SubmissionId, validate,
};
use crate::domain::wire::{DraftRecord, Kept, KeptDraft, KeptReceipt};
use delivery::{Delivery, SentBefore};

pub use answers::Changed;

/// Where a customer stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    #[default]
    Fill,
    Check,
    Receipt,
}

/// Everything that changes while a customer uses the form. Answers are never dropped before they are delivered.
#[derive(Clone, Debug, Default)]
pub struct Journey {
    draft: Draft,
    stage: Stage,
    /// Whether the device has no line.
    offline: bool,
    sent_before: Option<SentBefore>,
    draft_record: Option<DraftRecord>,
    honeypot: String,
    /// When typing began; `None` if answers stood there before.
    began: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug)]
enum Stage {
    /// With the failed answers that are shown.
    Filling {
        faults: Vec<Fault>,
    },
    Checking(Box<Checking>),
    Sent(Box<Sent>),
}

impl Default for Stage {
    fn default() -> Self {
        Self::Filling { faults: Vec::new() }
    }
}

/// Answers that were proved.
#[derive(Clone, Debug)]
struct Checking {
    complaint: Complaint,
    /// When they were checked: the dates count from then.
    at: DateTime<Utc>,
    delivery: Delivery,
}

/// A complaint that the company has.
#[derive(Clone, Debug)]
struct Sent {
    receipt: KeptReceipt,
    /// What was sent; `None` if the page was loaded again since.
    submission: Option<Submission>,
}

impl Journey {
    pub fn step(&self) -> Step {
        match self.stage {
            Stage::Filling { .. } => Step::Fill,
            Stage::Checking(_) => Step::Check,
            Stage::Sent(_) => Step::Receipt,
        }
    }

    /// The answers, as typed.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The failed answers that are shown.
    pub fn faults(&self) -> &[Fault] {
        match &self.stage {
            Stage::Filling { faults } => faults,
            Stage::Checking(_) | Stage::Sent(_) => &[],
        }
    }

    /// The complaint in the check view, and when it was checked.
    pub fn checked(&self) -> Option<(&Complaint, DateTime<Utc>)> {
        let checking = self.checking()?;
        Some((&checking.complaint, checking.at))
    }

    fn checking(&self) -> Option<&Checking> {
        match &self.stage {
            Stage::Checking(checking) => Some(checking),
            Stage::Filling { .. } | Stage::Sent(_) => None,
        }
    }

    /// What the receipt is made from, and what was sent where that is still known.
    pub fn sent(&self) -> Option<(&KeptReceipt, Option<&Submission>)> {
        match &self.stage {
            Stage::Sent(sent) => Some((&sent.receipt, sent.submission.as_ref())),
            Stage::Filling { .. } | Stage::Checking(_) => None,
        }
    }

    /// Where the answers are saved on the device.
    pub fn draft_record(&self) -> Option<&DraftRecord> {
        self.draft_record.as_ref()
    }

    pub fn set_draft_record(&mut self, record: Option<DraftRecord>) {
        self.draft_record = record;
    }

    pub fn is_offline(&self) -> bool {
        self.offline
    }

    /// A form with these answers and what is wrong with them.
    pub fn filled(draft: Draft, faults: Vec<Fault>) -> Self {
        Self {
            draft,
            stage: Stage::Filling { faults },
            ..Self::default()
        }
    }

    /// Goes on in another language: a month that was typed by its name gets its other name.
    pub fn translate(&mut self, before: &PageCopy, page: &PageCopy) {
        let (from, to) = (&before.words.months, &page.words.months);
        self.draft.first_complained_on.translate_month(from, to);
    }

    /// Whether something is answered that was not sent.
    pub fn has_answers(&self) -> bool {
        self.step() != Step::Receipt && !self.is_empty()
    }

    /// What is left of the journey when the page is left: nothing where nothing was typed.
    pub fn kept(&self) -> Option<Kept> {
        if let Some((receipt, _)) = self.sent() {
            return Some(Kept::Receipt(receipt.clone()));
        }
        self.has_answers().then(|| {
            Kept::Draft(Box::new(KeptDraft {
                draft: self.draft.clone(),
                began: self.began,
                is_checked: self.step() == Step::Check,
                submission_id: self.submission_id().cloned(),
                record: self.draft_record.clone(),
            }))
        })
    }

    fn submission_id(&self) -> Option<&SubmissionId> {
        Some(&self.sent_before.as_ref()?.id)
    }

    /// How far it has come, whatever the answers are.
    pub fn stage(&self) -> (Step, Option<SubmissionId>, Option<DraftRecord>) {
        let record = self.draft_record.clone();
        (self.step(), self.submission_id().cloned(), record)
    }

    /// Goes on where the page was left; whether the answers were checked then, and are to be checked again.
    pub fn restore(&mut self, kept: Kept) -> bool {
        let kept = match kept {
            Kept::Draft(kept) => kept,
            Kept::Receipt(receipt) => {
                let submission = None;
                self.stage = Stage::Sent(Box::new(Sent {
                    receipt,
                    submission,
                }));
                return false;
            }
        };
        self.draft = kept.draft;
        self.began = kept.began;
        self.draft_record = kept.record;
        self.stage = Stage::default();
        self.sent_before = kept.submission_id.map(|id| SentBefore {
            id,
            // It has an id from the moment it was first on its way.
            may_have_arrived: true,
        });
        kept.is_checked
    }

    /// Checks answers again that were checked when the page was left: what is wrong with them by now leads back to
    /// the form, and is said when the customer asks.
    pub fn check_again(&mut self, page: &PageCopy, now: DateTime<Utc>) {
        self.draft.first_complained_on.spread(&page.words.months);
        if let Ok(complaint) = self.prove(page, now) {
            let content = complaint.fingerprint();
            let is_sent = self.submission_id().is_some_and(|id| id.content == content);
            self.check(complaint, now, is_sent);
        }
    }

    fn check(&mut self, complaint: Complaint, at: DateTime<Utc>, is_interrupted: bool) {
        let delivery = match is_interrupted {
            true => Delivery::Interrupted,
            false => Delivery::Ready,
        };
        self.stage = Stage::Checking(Box::new(Checking {
            complaint,
            at,
            delivery,
        }));
    }

    /// Says which files must be chosen again, where some must.
    pub fn ask_for_files(&self) -> Effects {
        let names = self.draft.missing_files();
        let ask = (!names.is_empty()).then_some(Announcement::FilesMissing(names));
        ask.map(Effect::Announce).into_iter().collect()
    }

    /// Leads to the step that is shown.
    pub fn go_to_step(&self) -> Effects {
        let place = match self.step() {
            Step::Fill => Place::FormTitle,
            Step::Check => Place::CheckTitle,
            Step::Receipt => Place::ReceiptTitle,
        };
        vec![Effect::Focus(place.into())]
    }

    /// Fills in the day of the first complaint, and leads to the form.
    ///
    /// A complaint that is on its way or has arrived stays as it is: then it leads there.
    pub fn carry_over(&mut self, complained: NaiveDate) -> Effects {
        if self.delivery().is_under_way() || self.step() == Step::Receipt {
            return self.go_to_step();
        }
        self.draft
            .set_text(FieldId::ComplainedBefore, "yes".to_owned());
        self.draft.first_complained_on = DateDraft::from_date(complained);
        if let Stage::Filling { faults } = &mut self.stage {
            faults.retain(|fault| fault.field() != Some(FieldId::FirstComplainedOn));
        }
        self.change(Place::FormTitle)
    }

    /// The shown problem of the date.
    pub fn date_problem(&self) -> Option<DateProblem> {
        self.faults().iter().find_map(|fault| match fault {
            Fault::Found(Problem {
                kind: ProblemKind::Date(problem),
                ..
            }) => Some(*problem),
            Fault::Found(_) | Fault::Server(_) => None,
        })
    }

    fn prove(&self, page: &PageCopy, now: DateTime<Utc>) -> Result<Complaint, Vec<Problem>> {
        validate(&self.draft, &page.form_rules(), london::london_date(now))
    }

    /// Goes on to the check view, or shows what is missing.
    pub fn review(&mut self, page: &PageCopy, now: DateTime<Utc>) -> Effects {
        self.draft.first_complained_on.spread(&page.words.months);
        match self.prove(page, now) {
            Ok(complaint) => {
                self.check(complaint, now, false);
                vec![
                    self.announce_sending(),
                    Effect::Focus(Place::CheckTitle.into()),
                ]
            }
            Err(problems) => self.show(problems.into_iter().map(Fault::Found).collect()),
        }
    }

    fn show(&mut self, faults: Vec<Fault>) -> Effects {
        self.stage = Stage::Filling { faults };
        vec![Effect::Focus(Place::ErrorSummary.into())]
    }

    /// Goes back to the form, to one control or to its top.
    pub fn change(&mut self, target: impl Into<Target>) -> Effects {
        if self.step() != Step::Fill {
            self.stage = Stage::default();
        }
        vec![Effect::Focus(target.into())]
    }

    /// Starts another complaint after a receipt. Until then the files that were sent are at hand for the case.
    pub fn begin_another(&mut self) -> Effects {
        let sent = self.sent().and_then(|(_, submission)| submission);
        let files = sent.map(|sent| sent.complaint.attachments().iter());
        let handles = files.into_iter().flatten().map(|file| file.handle);
        let forget = Effect::Do(Task::ForgetFiles(handles.collect()));
        let mut effects = self.restart();
        effects.push(forget);
        effects
    }

    /// Starts with nothing typed.
    pub fn restart(&mut self) -> Effects {
        *self = Self {
            offline: self.offline,
            ..Self::default()
        };
        vec![Effect::Focus(Place::FormTitle.into())]
    }
}
