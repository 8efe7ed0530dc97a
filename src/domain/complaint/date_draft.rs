use chrono::{Datelike, NaiveDate};

use super::date_part::{DatePart, MonthNames};
use super::date_words::{Number, date_words, month_of};
use crate::base::text::clean_line;

/// A date as typed into three boxes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateDraft {
    pub day: String,
    pub month: String,
    pub year: String,
}

/// What is wrong with a typed date; the first that applies, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// All three boxes are empty.
    Empty,
    /// One box is empty.
    Missing(DatePart),
    /// The year does not have four digits.
    YearDigits,
    /// No such day, month or date; the part to look at first.
    NotADate(DatePart),
    /// Later than today.
    InFuture,
    /// Before [`EARLIEST_DATE`].
    TooEarly,
}

impl DateProblem {
    /// The one wrong box, or none where the whole date is.
    pub const fn wrong_part(self) -> Option<DatePart> {
        match self {
            Self::Missing(part) | Self::NotADate(part) => Some(part),
            Self::YearDigits => Some(DatePart::Year),
            Self::Empty | Self::InFuture | Self::TooEarly => None,
        }
    }

    /// The box to focus: the first wrong part, else the day.
    pub const fn part(self) -> DatePart {
        match self.wrong_part() {
            Some(part) => part,
            None => DatePart::Day,
        }
    }
}

/// The first date taken for a complaint; anything earlier is a slip of the finger.
pub const EARLIEST_DATE: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a real date");

impl DateDraft {
    /// The boxes filled with a date's numbers.
    pub fn from_date(date: NaiveDate) -> Self {
        Self {
            day: date.day().to_string(),
            month: date.month().to_string(),
            year: date.year().to_string(),
        }
    }

    /// One box.
    pub fn part(&self, part: DatePart) -> &str {
        match part {
            DatePart::Day => &self.day,
            DatePart::Month => &self.month,
            DatePart::Year => &self.year,
        }
    }

    /// One box, to write to.
    pub fn part_mut(&mut self, part: DatePart) -> &mut String {
        match part {
            DatePart::Day => &mut self.day,
            DatePart::Month => &mut self.month,
            DatePart::Year => &mut self.year,
        }
    }

    /// Writes a month that was typed as a name in other names; anything else stays as it was typed.
    pub fn translate_month(&mut self, from: &MonthNames, to: &MonthNames) {
        let typed = clean_line(&self.month);
        if let Some(month) = month_of(typed.trim_end_matches('.'), from) {
            self.month = to[month as usize - 1].clone();
        }
    }

    /// The date that was meant, in the range of dates of a complaint.
    ///
    /// A month may be a number, or a name, of which three letters are enough; any box may hold more of
    /// the date than its own part, such as the whole of it, as long as the boxes agree.
    ///
    /// # Errors
    /// The first [`DateProblem`] in its order: missing, impossible, then out of range.
    pub fn read(&self, months: &MonthNames, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
        match self.date(months)? {
            (date, _) if date > today => Err(DateProblem::InFuture),
            (date, _) if date < EARLIEST_DATE => Err(DateProblem::TooEarly),
            (date, _) => Ok(date),
        }
    }

    /// Puts a date that stands in one box into all three.
    pub fn spread(&mut self, months: &MonthNames) {
        if let Ok((date, true)) = self.date(months) {
            *self = Self::from_date(date);
        }
    }

    /// The date in the boxes, of any year with four digits, and whether one of them holds more than its
    /// own part.
    fn date(&self, months: &MonthNames) -> Result<(NaiveDate, bool), DateProblem> {
        // Each part, with the box that it stands in.
        let mut parts: [Option<(Number, DatePart)>; 3] = [None; 3];
        let mut wrong = [false; 3];
        let mut weekday = None;
        let mut is_spread = false;
        let mut is_empty = true;
        for own in DatePart::ALL {
            if clean_line(self.part(own)).is_empty() {
                continue;
            }
            is_empty = false;
            let Some(words) = date_words(self.part(own), own, months) else {
                wrong[own as usize] = true;
                continue;
            };
            weekday = weekday.or(words.weekday);
            for part in DatePart::ALL {
                let Some(number) = words.parts[part as usize] else {
                    continue;
                };
                is_spread |= part != own;
                let place = &mut parts[part as usize];
                match *place {
                    Some((known, other)) if !agree(number, known) => {
                        // The box that says more than it is asked speaks against the other.
                        wrong[if other == part { own } else { other } as usize] = true;
                    }
                    Some((known, _)) if number.digits <= known.digits => {}
                    _ => *place = Some((number, own)),
                }
            }
        }
        if is_empty {
            return Err(DateProblem::Empty);
        }
        for part in DatePart::ALL {
            if parts[part as usize].is_none() && !wrong[part as usize] {
                return Err(DateProblem::Missing(part));
            }
        }
        for (part, most) in DatePart::ALL.into_iter().zip([31, 12, u32::MAX]) {
            match parts[part as usize] {
                _ if wrong[part as usize] => return Err(DateProblem::NotADate(part)),
                Some((number, source)) if number.value > most => {
                    return Err(DateProblem::NotADate(source));
                }
                _ => {}
            }
        }
        let [Some((day, source)), Some((month, from)), Some((year, _))] = parts else {
            return Err(DateProblem::NotADate(DatePart::Day));
        };
        if day.value == 0 || month.value == 0 {
            return Err(DateProblem::NotADate(if day.value == 0 {
                source
            } else {
                from
            }));
        }
        if year.digits != 4 {
            return Err(DateProblem::YearDigits);
        }
        let date = NaiveDate::from_ymd_opt(year.value as i32, month.value, day.value);
        date.filter(|date| weekday.is_none_or(|day| day == date.weekday().number_from_monday()))
            .map(|date| (date, is_spread))
            .ok_or(DateProblem::NotADate(source))
    }
}

/// Whether two numbers can be the same part of a date: `26` is also the end of `2026`.
fn agree(one: Number, other: Number) -> bool {
    one.value == other.value
        || one.digits + other.digits == 6 && one.value % 100 == other.value % 100
}

/// Reads a whole date from one text, as [`DateDraft::read`] does, of any year with four digits.
///
/// # Example
/// ```
/// use chrono::NaiveDate;
/// use complaints::domain::complaint::read_date;
/// let second = NaiveDate::from_ymd_opt(2026, 3, 2);
/// for text in ["2026-03-02", "02/03/2026", "March 2, 2026", "yr 2il o Fawrth 2026"] {
///     assert_eq!(read_date(text), second);
/// }
/// assert_eq!(read_date("2 March"), None);
/// ```
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let draft = DateDraft {
        day: text.to_owned(),
        ..DateDraft::default()
    };
    let date = draft.date(&MonthNames::default()).ok();
    date.map(|(date, _)| date)
}
