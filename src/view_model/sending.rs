//! The words for how sending goes.

use super::DeliveryStatus;
use crate::copy::{PageCopy, Text};
use crate::domain::complaint::Progress;

/// What there is to say of sending beside its buttons; empty where that is nothing.
pub fn sending_words(
    page: &'static PageCopy,
    status: DeliveryStatus,
    is_offline: bool,
) -> &'static str {
    let words = &page.sending;
    match status {
        DeliveryStatus::Sending => "",
        DeliveryStatus::Retrying => &words.retrying,
        DeliveryStatus::Waiting => &words.waiting,
        DeliveryStatus::Stopped => unless_twice(page, &words.stopped, &words.stopped_twice),
        DeliveryStatus::Interrupted => {
            let words = &page.drafts;
            unless_twice(page, &words.interrupted, &words.interrupted_twice)
        }
        DeliveryStatus::Ready | DeliveryStatus::Failed if is_offline => &words.offline,
        DeliveryStatus::Ready | DeliveryStatus::Failed => "",
    }
}

/// The words for what may have arrived: those that promise that it is counted once only where it is.
fn unless_twice(
    page: &'static PageCopy,
    once: &'static Text,
    twice: &'static Option<Text>,
) -> &'static str {
    if page.submit.once {
        return once;
    }
    let failed = &page.sending.failed;
    twice.as_ref().unwrap_or(&failed.unknown_title)
}

/// How far a try has come.
pub fn progress_words(page: &PageCopy, progress: Progress) -> String {
    let [sent, total] = [progress.sent, progress.total].map(|bytes| page.words.size(bytes));
    let words = &page.sending.progress;
    words.fill(&[("sent", &sent), ("total", &total)])
}

/// What to say of a complaint that could not be sent: whether it has arrived, and where its answers are.
///
/// `is_unreadable` is whether the endpoint's last answer could not be read.
pub fn failed_words(
    page: &'static PageCopy,
    may_have_arrived: bool,
    is_unreadable: bool,
) -> (&'static str, &'static str) {
    let words = &page.sending.failed;
    if !may_have_arrived {
        return (&words.title, &words.kept);
    }
    let unreadable = words.unreadable_kept.as_ref();
    let kept = unreadable.filter(|_| is_unreadable);
    let unknown = if page.submit.once {
        &words.unknown_kept
    } else {
        words.unknown_kept_twice.as_ref().unwrap_or(&words.kept)
    };
    (&words.unknown_title, kept.unwrap_or(unknown))
}
