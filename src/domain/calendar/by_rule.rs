//! The bank holidays of a year as the law and standing proclamations fix them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::bank_holidays::{Division, FIRST_YEAR, LAST_YEAR};
use super::iso::days_later;
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
    let mut days = Vec::new();
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        standing_days(year, division, &mut days);
        for change in ONE_OFFS
            .iter()
            .filter(|change| change.applies(year, division))
        {
            days.retain(|day| Some((day.date.month(), day.date.day())) != change.instead_of);
            let (month, day) = change.on;
            push(&mut days, ymd(year, month, day), change.title, change.notes);
        }
        days.sort_unstable_by_key(|day| day.date);
    }
    days
}

fn standing_days(year: i32, division: Division, days: &mut Vec<RuleDay>) {
    new_year(year, division, days);
    if division == NorthernIreland {
        fixed(days, "St Patrick’s Day", ymd(year, 3, 17));
    }
    let (month, day) = easter_sunday(year);
    let easter = ymd(year, month, day);
    push(
        days,
        easter.and_then(|easter| easter.checked_sub_days(chrono::Days::new(2))),
        "Good Friday",
        "",
    );
    if division != Scotland {
        push(
            days,
            easter.and_then(|easter| days_later(easter, 1)),
            "Easter Monday",
            "",
        );
    }
    push(days, first_monday(year, 5), "Early May bank holiday", "");
    push(days, last_monday(year, 5), "Spring bank holiday", "");
    if division == NorthernIreland {
        fixed(
            days,
            "Battle of the Boyne (Orangemen’s Day)",
            ymd(year, 7, 12),
        );
    }
    let summer = if division == Scotland {
        first_monday(year, 8)
    } else {
        last_monday(year, 8)
    };
    push(days, summer, "Summer bank holiday", "");
    if division == Scotland && year >= 2007 {
        fixed(days, "St Andrew’s Day", ymd(year, 11, 30));
    }
    // The two days of Christmas keep out of each other's way: both move two days on.
    for (title, day) in [("Christmas Day", 25), ("Boxing Day", 26)] {
        moved_on(days, title, ymd(year, 12, day), 2, 2);
    }
}

/// New Year's Day, and in Scotland 2 January.
///
/// Where both of Scotland's days move, the law names the later one after 1 January. GOV.UK listed
/// them so for 2012 and 2017, and in order of date from 2022 on; the dates are the same.
fn new_year(year: i32, division: Division, days: &mut Vec<RuleDay>) {
    let first = ymd(year, 1, 1);
    let second = ymd(year, 1, 2);
    if division != Scotland {
        fixed(days, "New Year’s Day", first);
    } else if year < 2022 {
        moved_on(days, "New Year’s Day", first, 3, 2);
        fixed(days, "2nd January", second);
    } else {
        fixed(days, "New Year’s Day", first);
        if first.is_some_and(|first| first.weekday() == Weekday::Sun) {
            push(days, ymd(year, 1, 3), "2nd January", SUBSTITUTE);
        } else {
            moved_on(days, "2nd January", second, 2, 2);
        }
    }
}

/// A day that moves from a weekend to Monday.
fn fixed(days: &mut Vec<RuleDay>, title: &'static str, date: Option<NaiveDate>) {
    moved_on(days, title, date, 2, 1);
}

/// A day that moves on by so many days from a Saturday or a Sunday.
fn moved_on(
    days: &mut Vec<RuleDay>,
    title: &'static str,
    date: Option<NaiveDate>,
    from_sat: u64,
    from_sun: u64,
) {
    let later = match date.map(|date| date.weekday()) {
        Some(Weekday::Sat) => from_sat,
        Some(Weekday::Sun) => from_sun,
        _ => 0,
    };
    let notes = if later > 0 { SUBSTITUTE } else { "" };
    push(
        days,
        date.and_then(|date| days_later(date, later)),
        title,
        notes,
    );
}

fn push(
    days: &mut Vec<RuleDay>,
    date: Option<NaiveDate>,
    title: &'static str,
    notes: &'static str,
) {
    days.extend(date.map(|date| RuleDay { date, title, notes }));
}

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn first_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1)
}

/// The last Monday of a month of 31 days.
fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    let end = ymd(year, month, 31)?;
    end.checked_sub_days(chrono::Days::new(
        end.weekday().num_days_from_monday().into(),
    ))
}

/// Easter Sunday as (month, day).
///
/// # Source
///
/// The Gregorian computus in the form of Meeus, *Astronomical Algorithms*, chapter 8 (Butcher 1876).
fn easter_sunday(year: i32) -> (u32, u32) {
    let year = year.unsigned_abs();
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    (n / 31, n % 31 + 1)
}

/// The last year whose moved and added days are all in [`ONE_OFFS`].
pub(super) const SETTLED_UNTIL: i32 = 2026;

/// A day moved or added once, by proclamation.
struct OneOff {
    year: i32,
    on: (u32, u32),
    /// The standing day that it was moved from.
    instead_of: Option<(u32, u32)>,
    title: &'static str,
    notes: &'static str,
    divisions: &'static [Division],
}

impl OneOff {
    fn applies(&self, year: i32, division: Division) -> bool {
        self.year == year && self.divisions.contains(&division)
    }

    const fn added(year: i32, on: (u32, u32), title: &'static str) -> Self {
        Self {
            year,
            on,
            instead_of: None,
            title,
            notes: "",
            divisions: &Division::ALL,
        }
    }

    const fn moved(year: i32, from: (u32, u32), on: (u32, u32), title: &'static str) -> Self {
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
