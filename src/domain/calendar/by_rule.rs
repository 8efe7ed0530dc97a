//! The bank holidays of a year as the law and standing proclamations fix them.

use chrono::{Datelike, NaiveDate};

use super::bank_holiday::{Division, FIRST_YEAR, LAST_YEAR};
use super::iso::days_later;
use crate::base::sorted::insert_sorted;
use Division::{EnglandAndWales, NorthernIreland, Scotland};

/// A bank holiday as the rules give it.
pub(super) struct RuleDay {
    pub date: NaiveDate,
    pub title: &'static str,
    pub notes: &'static str,
}

const SUBSTITUTE: &str = "Substitute day";

/// The bank holidays of a year by date; none outside the calendar's years.
///
/// # Source
///
/// Banking and Financial Dealings Act 1971, section 1 and Schedule 1; St Andrew's Day Bank Holiday
/// (Scotland) Act 2007; yearly proclamations in the London, Edinburgh and Belfast Gazettes.
pub(super) fn in_year(year: i32, division: Division) -> Vec<RuleDay> {
    let mut found = Year {
        year,
        days: Vec::new(),
    };
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        found.add_standing_days(division);
        for one_off in ONE_OFFS
            .iter()
            .filter(|one_off| one_off.applies(year, division))
        {
            found.add_one_off(one_off);
        }
    }
    found.days
}

/// A year while its bank holidays are being found.
struct Year {
    year: i32,
    days: Vec<RuleDay>,
}

impl Year {
    fn add_standing_days(&mut self, division: Division) {
        self.add_new_year(division);
        let easter = easter_sunday(self.year);
        self.add("Good Friday", (3, easter - 2), "");
        if division != Scotland {
            self.add("Easter Monday", (3, easter + 1), "");
        }
        self.add("Early May bank holiday", self.first_monday(5), "");
        self.add("Spring bank holiday", self.last_monday(5), "");
        let summer = if division == Scotland {
            self.first_monday(8)
        } else {
            self.last_monday(8)
        };
        self.add("Summer bank holiday", summer, "");
        if division == NorthernIreland {
            self.add_or_monday("St Patrick’s Day", (3, 17));
            self.add_or_monday("Battle of the Boyne (Orangemen’s Day)", (7, 12));
        }
        if division == Scotland && self.year >= 2007 {
            self.add_or_monday("St Andrew’s Day", (11, 30));
        }
        // From a weekend, each of the two lands beyond the other.
        self.add_or_later("Christmas Day", (12, 25), [0, 2, 2]);
        self.add_or_later("Boxing Day", (12, 26), [0, 2, 2]);
    }

    /// New Year's Day, and in Scotland 2 January.
    ///
    /// Where a weekend moves one of Scotland's two days past the other, the law calls the earlier
    /// substitute 2 January. GOV.UK did so for 2012 and 2017, and from 2022 on calls it New Year's
    /// Day; the dates are the same.
    fn add_new_year(&mut self, division: Division) {
        if division == Scotland && self.year < 2022 {
            self.add_or_later("New Year’s Day", (1, 1), [0, 3, 2]);
            self.add_or_monday("2nd January", (1, 2));
            return;
        }
        self.add_or_monday("New Year’s Day", (1, 1));
        if division == Scotland {
            self.add_or_later("2nd January", (1, 2), [1, 2, 2]);
        }
    }

    fn add_one_off(&mut self, one_off: &OneOff) {
        if let Some(moved) = one_off.instead_of.and_then(|from| self.date(from)) {
            self.days.retain(|day| day.date != moved);
        }
        self.add(one_off.title, one_off.on, one_off.notes);
    }

    /// A day that a weekend moves to Monday.
    fn add_or_monday(&mut self, title: &'static str, on: MonthDay) {
        self.add_or_later(title, on, [0, 2, 1]);
    }

    /// A day that moves on by so many days when it falls on a Monday, a Saturday or a Sunday.
    fn add_or_later(&mut self, title: &'static str, (month, day): MonthDay, later: [u32; 3]) {
        let later = match self.days_since_monday((month, day)) {
            0 => later[0],
            5 => later[1],
            6 => later[2],
            _ => 0,
        };
        self.add(
            title,
            (month, day + later),
            if later > 0 { SUBSTITUTE } else { "" },
        );
    }

    fn add(&mut self, title: &'static str, on: MonthDay, notes: &'static str) {
        if let Some(date) = self.date(on) {
            insert_sorted(&mut self.days, RuleDay { date, title, notes }, |day| {
                day.date
            });
        }
    }

    fn first_monday(&self, month: u32) -> MonthDay {
        (month, 7 - self.days_since_monday((month, 7)))
    }

    /// The last Monday of a month of 31 days.
    fn last_monday(&self, month: u32) -> MonthDay {
        (month, 31 - self.days_since_monday((month, 31)))
    }

    fn days_since_monday(&self, on: MonthDay) -> u32 {
        self.date(on)
            .map_or(0, |date| date.weekday().num_days_from_monday())
    }

    fn date(&self, (month, day): MonthDay) -> Option<NaiveDate> {
        days_later(
            NaiveDate::from_ymd_opt(self.year, month, 1)?,
            u64::from(day) - 1,
        )
    }
}

/// A month and a day from 1; days past the month's end run into the next month.
type MonthDay = (u32, u32);

/// Easter Sunday as a day of March, from 22 to 56 (25 April).
///
/// # Source
///
/// The Gregorian computus in the form of Meeus, *Astronomical Algorithms*, chapter 8 (Butcher 1876).
fn easter_sunday(year: i32) -> u32 {
    let year = year.unsigned_abs();
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    h + l + 22 - 7 * m
}

/// The last year whose moved and added days are all in [`ONE_OFFS`].
pub(super) const SETTLED_UNTIL: i32 = 2026;

/// A day moved or added once, by proclamation.
struct OneOff {
    year: i32,
    on: MonthDay,
    /// The standing day that it was moved from.
    instead_of: Option<MonthDay>,
    title: &'static str,
    notes: &'static str,
    divisions: &'static [Division],
}

impl OneOff {
    fn applies(&self, year: i32, division: Division) -> bool {
        self.year == year && self.divisions.contains(&division)
    }

    const fn added(year: i32, on: MonthDay, title: &'static str) -> Self {
        Self {
            year,
            on,
            instead_of: None,
            title,
            notes: "",
            divisions: &Division::ALL,
        }
    }

    const fn moved(year: i32, from: MonthDay, on: MonthDay, title: &'static str) -> Self {
        Self {
            instead_of: Some(from),
            ..Self::added(year, on, title)
        }
    }
}

/// Every day moved or added from 1995 to [`SETTLED_UNTIL`].
///
/// # Source
///
/// 1995: Hansard, written answers, 16 December 1993. 2011 to 2026: GOV.UK's lists as published each
/// year. 1999 and 2002: press of the time. Titles before 2011 are not GOV.UK's.
const ONE_OFFS: [OneOff; 14] = [
    OneOff {
        divisions: &[EnglandAndWales, NorthernIreland],
        ..OneOff::moved(1995, (5, 1), (5, 8), "Early May bank holiday (VE day)")
    },
    OneOff {
        divisions: &[Scotland],
        ..OneOff::added(1995, (5, 8), "VE Day 50th anniversary bank holiday")
    },
    OneOff::added(1999, (12, 31), "Millennium bank holiday"),
    OneOff::added(2002, (6, 3), "Golden Jubilee bank holiday"),
    OneOff::moved(2002, (5, 27), (6, 4), "Spring bank holiday"),
    OneOff::added(2011, (4, 29), "Royal wedding"),
    OneOff {
        notes: SUBSTITUTE,
        ..OneOff::moved(2012, (5, 28), (6, 4), "Spring bank holiday")
    },
    OneOff {
        notes: "Extra bank holiday",
        ..OneOff::added(2012, (6, 5), "Queen’s Diamond Jubilee")
    },
    OneOff::moved(2020, (5, 4), (5, 8), "Early May bank holiday (VE day)"),
    OneOff::moved(2022, (5, 30), (6, 2), "Spring bank holiday"),
    OneOff::added(2022, (6, 3), "Platinum Jubilee bank holiday"),
    OneOff::added(
        2022,
        (9, 19),
        "Bank Holiday for the State Funeral of Queen Elizabeth II",
    ),
    OneOff::added(
        2023,
        (5, 8),
        "Bank holiday for the coronation of King Charles III",
    ),
    OneOff {
        divisions: &[Scotland],
        ..OneOff::added(2026, (6, 15), "World Cup bank holiday")
    },
];
