//! Which complaints are listed, and in which order.

use chrono::NaiveDate;

use crate::base::named::named_enum;
use crate::domain::calendar::iso;
use crate::domain::complaint::State;
use crate::receiver::inbox::Summary;

/// How many complaints stand on one page.
pub const PER_PAGE: usize = 50;

named_enum! {
    /// Which complaints are to be listed, by its name in an address.
    pub enum Filter {
        Open = "open",
        Late = "late",
        Help = "help",
        Held = "held",
        Answered = "answered",
        DeadlockLetter = "deadlock",
        All = "all",
    }
}

impl Filter {
    /// The filter of a name; the usual one where there is none.
    pub fn of(name: &str) -> Self {
        Self::from_name(name).unwrap_or(Self::Open)
    }

    /// Whether a complaint is listed on a day.
    pub fn takes(self, summary: &Summary, today: NaiveDate) -> bool {
        let state = summary.handling.state();
        match self {
            Self::Open => state == State::Open,
            Self::Late => is_late(summary, today),
            Self::Help => summary.asks_for_help,
            Self::Held => summary.held.is_some(),
            Self::Answered => state == State::Answered,
            Self::DeadlockLetter => state == State::DeadlockLetterSent,
            Self::All => true,
        }
    }
}

/// The day by which a response is due, where it can be read.
pub fn due(summary: &Summary) -> Option<NaiveDate> {
    iso::parse_date(&summary.response_due)
}

/// Whether nothing was done until after the day on which a response was due.
pub fn is_late(summary: &Summary, today: NaiveDate) -> bool {
    due(summary).is_some_and(|due| summary.handling.is_late(due, today))
}

/// Orders complaints: the open ones by the day on which a response is due, so that the latest is first, then
/// the others, the newest first.
pub fn sort(summaries: &mut [Summary]) {
    // Where two are the same: the older one of the open, the newer one of the others.
    summaries.sort_by(|one, other| other.received_at.cmp(&one.received_at));
    let open = |summary: &Summary| summary.handling.state() == State::Open;
    summaries.sort_by_key(|summary| !open(summary));
    let count = summaries.iter().filter(|summary| open(summary)).count();
    summaries[..count].reverse();
    summaries[..count].sort_by_key(|summary| due(summary).unwrap_or(NaiveDate::MIN));
}

/// One page of a list.
pub struct Page {
    pub summaries: Vec<Summary>,
    /// From 1.
    pub number: usize,
    /// At least 1.
    pub count: usize,
    /// How many complaints there are of each filter, in their order.
    pub counts: [usize; Filter::ALL.len()],
}

impl Page {
    /// A page of the complaints of a filter; the last one where there are not so many.
    pub fn of(
        mut summaries: Vec<Summary>,
        filter: Filter,
        number: usize,
        today: NaiveDate,
    ) -> Self {
        let of_filter = |filter: Filter| {
            let taken = summaries.iter();
            taken.filter(|one| filter.takes(one, today)).count()
        };
        let counts = Filter::ALL.map(of_filter);
        summaries.retain(|summary| filter.takes(summary, today));
        sort(&mut summaries);
        let count = summaries.len().div_ceil(PER_PAGE).max(1);
        let number = number.clamp(1, count);
        let summaries = summaries.into_iter();
        let summaries = summaries.skip((number - 1) * PER_PAGE).take(PER_PAGE);
        Self {
            summaries: summaries.collect(),
            number,
            count,
            counts,
        }
    }
}
