//! What becomes of a complaint on its way by an answer of the endpoint, or by none.

use chrono::{DateTime, Utc};

use super::delivery::{Delivery, Failure, Phase, UnderWay};
use super::{Journey, Sent, Stage};
use crate::domain::complaint::{
    Acknowledgement, Complaint, FieldError, Reply, Submission, TRIES_ELSEWHERE, pause_before_try,
};
use crate::domain::wire::KeptReceipt;
use crate::view_model::{
    Announcement, DatesView, Effect, Effects, Fault, News, PageData, Place, Task,
};

/// What became of a try that did not deliver.
enum Outcome {
    /// Try again, perhaps after this many seconds.
    Again {
        after: Option<u32>,
        may_have_arrived: bool,
    },
    Fail {
        may_have_arrived: bool,
    },
}

impl Journey {
    /// Takes the endpoint's answer to the try at hand. `jitter` is from 0 to 1000; `offline` tells whether the
    /// device has no line by now.
    pub fn replied(
        &mut self,
        reply: Reply,
        jitter: u32,
        offline: bool,
        data: PageData,
        now: DateTime<Utc>,
    ) -> Effects {
        let Some(UnderWay {
            submission,
            attempt,
            phase: Phase::Trying { is_all_sent, .. },
        }) = self.under_way().cloned()
        else {
            return Effects::new();
        };
        self.offline = offline;
        let failure = reply
            .failure()
            .map(|reason| Effect::Tell(News::Failed(reason)));
        let is_unreadable = matches!(reply, Reply::Unreadable { .. });
        let outcome = match reply {
            Reply::Delivered(acknowledgement) => {
                return self.receive(acknowledgement, submission, data, now);
            }
            // Too large, and not because of files.
            Reply::Refused(errors) if is_about_no_file(&submission.complaint, &errors) => {
                Outcome::Fail {
                    may_have_arrived: false,
                }
            }
            Reply::Refused(errors) => {
                // Perhaps because of the id: another content was received under it.
                self.sent_before = None;
                let faults = errors.into_iter().map(Fault::Server);
                let mut effects = self.show(faults.collect());
                effects.extend(failure);
                return effects;
            }
            Reply::FilesGone(files) => {
                let mut effects = self.lose_files(&files, data.page, now);
                effects.extend(failure);
                return effects;
            }
            Reply::Failed => Outcome::Fail {
                may_have_arrived: false,
            },
            Reply::Unclear => Outcome::Fail {
                may_have_arrived: true,
            },
            Reply::Unreadable { elsewhere: true } if attempt >= TRIES_ELSEWHERE => Outcome::Fail {
                may_have_arrived: true,
            },
            Reply::Unreadable { .. } => Outcome::Again {
                after: None,
                may_have_arrived: true,
            },
            Reply::InProgress { after } => Outcome::Again {
                after,
                may_have_arrived: true,
            },
            Reply::Unanswered { after } => Outcome::Again {
                after,
                may_have_arrived: is_all_sent,
            },
            Reply::TryAgain { after } => Outcome::Again {
                after,
                may_have_arrived: false,
            },
        };
        let after = match outcome {
            // Only the customer can say whether it may arrive twice.
            Outcome::Again {
                after,
                may_have_arrived,
            } if !may_have_arrived || data.page.submit.once => {
                self.arrived_perhaps(may_have_arrived);
                Some(after)
            }
            Outcome::Again {
                may_have_arrived, ..
            }
            | Outcome::Fail { may_have_arrived } => {
                self.arrived_perhaps(may_have_arrived);
                None
            }
        };
        let pause = after.and_then(|after| pause_before_try(attempt + 1, after, jitter));
        let phase = match (after, pause) {
            (Some(_), _) if offline => Phase::Offline,
            (_, Some(_)) => Phase::Pausing,
            (_, None) => {
                self.set_delivery(Delivery::Failed(Box::new(Failure {
                    submission,
                    is_unreadable,
                })));
                let mut effects = vec![
                    Effect::Announce(Announcement::Nothing),
                    Effect::Focus(Place::FailedTitle.into()),
                ];
                effects.extend(failure);
                return effects;
            }
        };
        let is_waiting = matches!(phase, Phase::Offline);
        self.set_delivery(Delivery::UnderWay(Box::new(UnderWay {
            submission,
            attempt: if is_waiting { 0 } else { attempt },
            phase,
        })));
        let mut effects = vec![self.announce_sending()];
        if !is_waiting {
            effects.extend(pause.map(|pause| Effect::Do(Task::Pause(pause))));
        }
        effects
    }

    /// Takes what the company has.
    fn receive(
        &mut self,
        acknowledgement: Acknowledgement,
        submission: Submission,
        data: PageData,
        now: DateTime<Utc>,
    ) -> Effects {
        let complaint = &submission.complaint;
        let mut receipt = KeptReceipt {
            reference: acknowledgement.reference,
            received_at: now,
            receipt_url: acknowledgement.receipt_url,
            complained_on: complaint.first_complained_on(),
            is_about_data: complaint.is_about_data(),
        };
        // The company counts by its own clock. The device's stands in for one that says nothing, or a
        // time that no calendar reaches, like the zero of many programs.
        if let Some(theirs) = acknowledgement.received_at {
            let ours = std::mem::replace(&mut receipt.received_at, theirs);
            if DatesView::of_receipt(data, &receipt).is_none() {
                receipt.received_at = ours;
            }
        }
        let record = self.draft_record.take();
        let reference = receipt.reference.clone();
        let response_due = DatesView::of_receipt(data, &receipt)
            .map(|dates| dates.response_due.iso)
            .unwrap_or_default();
        *self = Self {
            offline: self.offline,
            stage: Stage::Sent(Box::new(Sent {
                receipt,
                submission: Some(submission),
            })),
            ..Self::default()
        };
        let mut effects = vec![
            Effect::Announce(Announcement::Nothing),
            Effect::Focus(Place::ReceiptTitle.into()),
        ];
        effects.extend(record.map(|record| Effect::Do(Task::DeleteDraft { record, then: None })));
        effects.push(Effect::Tell(News::Submitted {
            reference,
            response_due,
        }));
        effects
    }
}

/// Whether the server refuses files that were not sent.
fn is_about_no_file(complaint: &Complaint, errors: &[FieldError]) -> bool {
    complaint.attachments().is_empty() && errors.iter().all(|error| error.detail.is_empty())
}
