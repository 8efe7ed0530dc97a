//! Sending: one try after the other, until the complaint has arrived, was refused, failed or was stopped.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Checking, Journey, Stage};
use crate::copy::PageCopy;
use crate::domain::complaint::{NotSent, Progress, Signals, Submission, SubmissionId};
use crate::view_model::{
    Announcement, DatesView, DeliveryStatus, Effect, Effects, News, PageData, Place, Task,
    failed_words,
};

/// An upload that takes no longer than this shows no progress.
const MOMENT: TimeDelta = TimeDelta::seconds(1);

/// How sending of a checked complaint goes.
#[derive(Clone, Debug, Default)]
pub(super) enum Delivery {
    #[default]
    Ready,
    UnderWay(Box<UnderWay>),
    Stopped,
    Failed(Box<Failure>),
    Interrupted,
}

/// A complaint on its way.
#[derive(Clone, Debug)]
pub(super) struct UnderWay {
    pub submission: Submission,
    /// Counts from 1; starts anew once there is a line again.
    pub attempt: usize,
    pub phase: Phase,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Phase {
    Trying {
        began: DateTime<Utc>,
        /// How far it has come, once that is shown.
        progress: Option<Progress>,
        is_all_sent: bool,
    },
    /// The next try waits for its time.
    Pausing,
    /// The next try waits for the line.
    Offline,
}

/// A complaint that could not be sent.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub submission: Submission,
    /// Whether the last answer could not be read.
    pub is_unreadable: bool,
}

impl Delivery {
    pub fn status(&self) -> DeliveryStatus {
        match self {
            Self::Ready => DeliveryStatus::Ready,
            Self::Stopped => DeliveryStatus::Stopped,
            Self::Failed(_) => DeliveryStatus::Failed,
            Self::Interrupted => DeliveryStatus::Interrupted,
            Self::UnderWay(under_way) => match under_way.phase {
                Phase::Offline => DeliveryStatus::Waiting,
                Phase::Trying { .. } if under_way.attempt < 2 => DeliveryStatus::Sending,
                Phase::Trying { .. } | Phase::Pausing => DeliveryStatus::Retrying,
            },
        }
    }
}

/// The id that a content was last sent under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SentBefore {
    pub id: SubmissionId,
    /// Whether the company may have it, though it has not said so.
    pub may_have_arrived: bool,
}

impl Journey {
    /// How sending goes.
    pub fn delivery(&self) -> DeliveryStatus {
        match &self.stage {
            Stage::Checking(checking) => checking.delivery.status(),
            Stage::Filling { .. } | Stage::Sent(_) => DeliveryStatus::Ready,
        }
    }

    /// How far the try at hand has come, once that is shown.
    pub fn progress(&self) -> Option<Progress> {
        match &self.under_way()?.phase {
            Phase::Trying { progress, .. } => *progress,
            Phase::Pausing | Phase::Offline => None,
        }
    }

    pub(super) fn under_way(&self) -> Option<&UnderWay> {
        match &self.checking()?.delivery {
            Delivery::UnderWay(under_way) => Some(under_way),
            _ => None,
        }
    }

    fn under_way_mut(&mut self) -> Option<&mut UnderWay> {
        let Stage::Checking(checking) = &mut self.stage else {
            return None;
        };
        match &mut checking.delivery {
            Delivery::UnderWay(under_way) => Some(under_way),
            _ => None,
        }
    }

    /// What could not be sent.
    pub fn unsent(&self) -> Option<&Submission> {
        Some(&self.failure()?.submission)
    }

    fn failure(&self) -> Option<&Failure> {
        match &self.checking()?.delivery {
            Delivery::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Whether the company may have what was last sent, though it has not said so.
    pub fn may_have_arrived(&self) -> bool {
        let sent_before = self.sent_before.as_ref();
        sent_before.is_some_and(|sent_before| sent_before.may_have_arrived)
    }

    /// What to say of a complaint that could not be sent: whether it has arrived, and where its answers are.
    pub fn failed_words(&self, page: &'static PageCopy) -> (&'static str, &'static str) {
        let is_unreadable = self.failure().is_some_and(|failure| failure.is_unreadable);
        failed_words(page, self.may_have_arrived(), is_unreadable)
    }

    /// Starts sending, under the id that this content keeps through every try; nothing where there is nothing
    /// checked to send, or it is on its way already.
    pub fn send(
        &mut self,
        new_id: impl FnOnce() -> String,
        data: PageData,
        now: DateTime<Utc>,
    ) -> Effects {
        let PageData { page, holidays } = data;
        let Stage::Checking(checking) = &mut self.stage else {
            return Effects::new();
        };
        let Checking {
            complaint,
            at,
            delivery,
        } = &mut **checking;
        if delivery.status().is_under_way() {
            return Effects::new();
        }
        // An id stands for one content: changed answers are another submission.
        let content = complaint.fingerprint();
        let known = self.sent_before.take();
        let known = known.filter(|known| known.id.content == content);
        let sent_before = known.unwrap_or_else(|| SentBefore {
            id: SubmissionId {
                id: new_id(),
                content,
            },
            may_have_arrived: false,
        });
        let id = self.sent_before.insert(sent_before).id.id.clone();
        let filled_in = self.began.map(|began| (now - began).num_seconds());
        let submission = Submission {
            id,
            complaint: complaint.clone(),
            shown: DatesView::of(page, holidays, *at, complaint).map(|dates| dates.shown),
            copy_version: page.version.clone(),
            signals: Signals {
                honeypot: self.honeypot.clone(),
                // A clock that was set back in between tells nothing.
                filled_in_seconds: filled_in.and_then(|seconds| seconds.try_into().ok()),
            },
        };
        *delivery = Delivery::UnderWay(Box::new(UnderWay {
            submission,
            attempt: 0,
            phase: Phase::Offline,
        }));
        // Some devices say wrongly that they have no line: one try tells, unless nobody could say what came of it.
        if self.offline && page.submit.plain {
            vec![self.announce_sending()]
        } else {
            self.begin_try(page, now)
        }
    }

    /// Begins the next try.
    fn begin_try(&mut self, page: &PageCopy, now: DateTime<Utc>) -> Effects {
        let Some(under_way) = self.under_way_mut() else {
            return Effects::new();
        };
        under_way.attempt += 1;
        under_way.phase = Phase::Trying {
            began: now,
            progress: None,
            // Nobody follows how far a plain one has come.
            is_all_sent: page.submit.plain,
        };
        let submission = Box::new(under_way.submission.clone());
        vec![self.announce_sending(), Effect::Do(Task::Try(submission))]
    }

    /// Goes on after a pause between two tries.
    pub fn pause_over(&mut self, page: &PageCopy, now: DateTime<Utc>) -> Effects {
        match self.under_way() {
            Some(UnderWay {
                phase: Phase::Pausing,
                ..
            }) => self.begin_try(page, now),
            _ => Effects::new(),
        }
    }

    /// Takes whether the device has no line: the next try waits for one, and begins when there is one.
    pub fn set_offline(&mut self, offline: bool, page: &PageCopy, now: DateTime<Utc>) -> Effects {
        if self.offline == offline {
            return Effects::new();
        }
        self.offline = offline;
        let mut effects = Effects::new();
        if let Some(under_way) = self.under_way_mut() {
            match under_way.phase {
                Phase::Pausing if offline => {
                    under_way.phase = Phase::Offline;
                    under_way.attempt = 0;
                    effects.push(Effect::Do(Task::Abandon));
                }
                Phase::Offline if !offline => return self.begin_try(page, now),
                // An answer may come all the same.
                Phase::Trying { .. } | Phase::Pausing | Phase::Offline => return effects,
            }
        }
        if self.checking().is_some() && self.delivery() != DeliveryStatus::Stopped {
            effects.push(self.announce_sending());
        }
        effects
    }

    /// Takes how far a try has come; `None` where nothing is to be shown of it: it may still be over
    /// within a moment, or a hundredth more is not sent yet.
    pub fn progressed(&mut self, come: Progress, now: DateTime<Utc>) -> Option<Effects> {
        let Phase::Trying {
            began,
            progress,
            is_all_sent,
        } = &mut self.under_way_mut()?.phase
        else {
            return None;
        };
        *is_all_sent = come.sent == come.total;
        let (before, percent) = (progress.map(Progress::percent), come.percent());
        if now - *began < MOMENT || before.unwrap_or(100) == percent {
            return None;
        }
        *progress = Some(come);
        let is_said = before.is_none_or(|before| before / 25 != percent / 25);
        Some(if is_said {
            vec![self.announce_sending()]
        } else {
            Effects::new()
        })
    }

    /// Stops sending; nothing where the complaint is not on its way.
    pub fn stop(&mut self) -> Effects {
        let Some(under_way) = self.under_way() else {
            return Effects::new();
        };
        let is_all_sent = matches!(
            under_way.phase,
            Phase::Trying {
                is_all_sent: true,
                ..
            }
        );
        self.arrived_perhaps(is_all_sent);
        self.set_delivery(Delivery::Stopped);
        vec![
            Effect::Do(Task::Abandon),
            self.announce_sending(),
            Effect::Focus(Place::SendingStatus.into()),
            Effect::Tell(News::Failed(NotSent::Stopped)),
        ]
    }

    pub(super) fn arrived_perhaps(&mut self, perhaps: bool) {
        if let Some(sent_before) = &mut self.sent_before {
            sent_before.may_have_arrived |= perhaps;
        }
    }

    pub(super) fn set_delivery(&mut self, delivery: Delivery) {
        if let Stage::Checking(checking) = &mut self.stage {
            checking.delivery = delivery;
        }
    }

    /// Says how sending goes by now.
    pub(super) fn announce_sending(&self) -> Effect {
        Effect::Announce(Announcement::Sending {
            status: self.delivery(),
            is_offline: self.offline,
            progress: self.progress(),
        })
    }
}
