//! The dates of a complaint, counted day by day from a company's figures as a test sets them.
//!
//! Nothing of the product computes here, so that a fault in its calendar is not one in this.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};

use crate::date;

/// Weeks to wait and months to apply in, for complaints first made on or after a day.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    pub from: NaiveDate,
    pub weeks: u32,
    pub months: u32,
}

/// What the dates of a company's complaints come from.
#[derive(Clone, Debug)]
pub struct Company {
    pub response_days: u32,
    /// What comes later in the day counts as received on the next working day.
    pub closes: NaiveTime,
    pub bank_holidays: BTreeSet<NaiveDate>,
    /// The months count from the complaint.
    pub own: Vec<Figures>,
    /// The months count from the deadlock letter.
    pub regulator: Vec<Figures>,
}

/// The first and last days for CISAS, each by the company's and by the regulator's figures.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub opens: NaiveDate,
    pub opens_by_regulator: NaiveDate,
    pub closes: NaiveDate,
    /// Without a letter the regulator has no last day.
    pub closes_by_regulator: Option<NaiveDate>,
}

impl Window {
    /// The regulator's first day where it comes before the company's, which is where it is shown.
    pub fn sooner(&self) -> Option<NaiveDate> {
        (self.opens_by_regulator < self.opens).then_some(self.opens_by_regulator)
    }
}

/// A row of figures: from a day on, so many weeks and months.
pub fn figures(from: &str, weeks: u32, months: u32) -> Figures {
    Figures {
        from: date(from),
        weeks,
        months,
    }
}

impl Company {
    /// The figures of the page as it ships, without bank holidays.
    pub fn shipped() -> Self {
        Self {
            response_days: 5,
            closes: NaiveTime::from_hms_opt(17, 0, 0).unwrap(),
            bank_holidays: BTreeSet::new(),
            own: vec![figures("2000-01-01", 8, 9)],
            regulator: vec![figures("2000-01-01", 8, 12), figures("2026-04-08", 6, 12)],
        }
    }

    /// The days for CISAS of a complaint, and of a letter where one was sent.
    pub fn window(&self, complained: NaiveDate, letter: Option<NaiveDate>) -> Window {
        let (own, regulator) = (
            in_force(&self.own, complained),
            in_force(&self.regulator, complained),
        );
        let first = |weeks: u32| {
            let waited = (0..7 * weeks).fold(complained, |day, _| next(day));
            letter.map_or(waited, |letter| waited.min(letter))
        };
        Window {
            opens: first(own.weeks),
            opens_by_regulator: first(regulator.weeks),
            closes: months_later(complained, own.months),
            // "Less than" so many months: the day before.
            closes_by_regulator: letter
                .map(|letter| months_later(letter, regulator.months).pred_opt().unwrap()),
        }
    }

    /// The working day from which a response to what came at an instant is counted, and the day by
    /// which it is due.
    pub fn response(&self, received: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
        let local = received
            .with_timezone(&chrono_tz::Europe::London)
            .naive_local();
        let mut day = local.date();
        if local.time() >= self.closes {
            day = next(day);
        }
        while !self.works_on(day) {
            day = next(day);
        }
        let counted_from = day;
        let mut left = self.response_days;
        while left > 0 {
            day = next(day);
            left -= u32::from(self.works_on(day));
        }
        (counted_from, day)
    }

    fn works_on(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.bank_holidays.contains(&day)
    }
}

/// The last row that has begun on a day; before the first, the first.
fn in_force(rows: &[Figures], day: NaiveDate) -> Figures {
    let begun = rows.iter().rev().find(|row| row.from <= day);
    *begun.unwrap_or(&rows[0])
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}

/// The day of the same number so many months later, or the last before it that the month has.
fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    let month = day.year() * 12 + (day.month0() + months) as i32;
    let of_month = |number| NaiveDate::from_ymd_opt(month / 12, month as u32 % 12 + 1, number);
    (1..=day.day()).rev().find_map(of_month).unwrap()
}

#[test]
fn months_that_are_too_short_end_on_their_last_day() {
    for (from, months, expected) in [
        ("2026-05-31", 9, "2027-02-28"),
        ("2027-05-31", 9, "2028-02-29"),
        ("2026-02-28", 9, "2026-11-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-10-10", 9, "2027-07-10"),
    ] {
        assert_eq!(months_later(date(from), months), date(expected), "{from}");
    }
}
